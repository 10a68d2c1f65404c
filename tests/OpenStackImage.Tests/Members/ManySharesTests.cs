using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Sharing many images while requests fail.</summary>
public sealed class ManySharesTests(TestCloud cloud) : SharingTests(cloud)
{
    private const int Images = 200;
    private const int Projects = 5;

    [LocalCloudTheory("makes every tenth response fail")]
    [InlineData(8)]
    [InlineData(32)]
    public void A_thousand_adds_are_applied_once_or_reported_as_unknown_if_every_tenth_response_fails(int throttle)
    {
        var state = Cloud.Local.State;
        var images = Enumerable.Range(0, Images).Select(i => state.AddImage(Demo.ProjectId, $"many-{throttle}-{i}").Id).ToArray();
        var projects = Enumerable.Range(0, Projects).Select(i => state.AddProject($"many-{throttle}-{i}").Id).ToArray();
        Connect(Admin);
        Shell.Set("images", images).Set("projects", projects);
        var weather = new PeriodicFaults();
        weather.Over(Cloud.Local);
        Cloud.Local.Log.Clear();

        var result = Shell.Run($"$images | Add-OSImageMember -Project $projects -ThrottleLimit {throttle}");

        Cloud.Local.Faults.Clear();
        Assert.All(result.Errors, error => Assert.Equal("OutcomeUnknown", error.Id()));
        Assert.InRange(result.Errors.Count, 1, weather.Struck["cut"]);
        Assert.Equal((images.Length * projects.Length) - result.Errors.Count, result.Output.Count);
        Assert.Equal(
            Pairs(result.Output).Order(),
            images.SelectMany(image => state.Members(image).Select(member => $"{image} {member.MemberId}")).Order());

        Shell.Run($"$images | Add-OSImageMember -Project $projects -SkipExisting -ThrottleLimit {throttle}").MustSucceed();

        Assert.All(images, image => Assert.Equal(projects.Order(), state.Members(image).Select(member => member.MemberId).Order()));
        Assert.InRange(Cloud.Local.Log.MaxInFlightOf("image"), 2, throttle);
        Assert.All(weather.Struck, kind => Assert.InRange(kind.Value, 10, Images * Projects));
    }

    [LocalCloudTheory("holds each lookup until all have arrived")]
    [InlineData(3, 3)]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    public void Concurrent_images_divide_the_lookups_of_the_projects(int throttle, int concurrentLookups)
    {
        var state = Cloud.Local.State;
        var images = Enumerable.Range(0, 4).Select(i => state.AddImage(Demo.ProjectId, $"divided-{throttle}-{i}").Id).ToArray();
        var projects = Enumerable.Range(0, 3).Select(i => state.AddProject($"divided-{throttle}-{i}").Id).ToArray();
        Connect(Admin);
        Shell.Set("images", images).Set("projects", projects);
        var arrivals = new CountdownEvent(concurrentLookups);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Service == "identity",
            Times = concurrentLookups,
            Until = () => Task.Run(() => arrivals.Signal() || arrivals.Wait(Patience.Limit)),
        });
        Cloud.Local.Log.Clear();

        var result = Shell.Run($"$images | Add-OSImageMember -Project $projects -ThrottleLimit {throttle}");

        Cloud.Local.Faults.Clear();
        result.MustSucceed();
        Assert.Equal(images.SelectMany(image => projects.Select(project => $"{image} {project}")), Pairs(result.Output));
        Assert.Equal(concurrentLookups, Cloud.Local.Log.MaxInFlightOf("identity"));
        Assert.Equal(projects.Length + (images.Length * projects.Length), Cloud.Local.Log.Count);
    }

    [LocalCloudFact("reads the number of concurrent requests in the log of the cloud")]
    [ReliabilityRow("44", "8 identical additions, -ThrottleLimit 8")]
    public async Task Equal_concurrent_adds_leave_one_member_and_the_cloud_never_has_two()
    {
        const int equal = 8;
        var image = await ImageAsync();
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "POST", Delay = TimeSpan.FromMilliseconds(20) });

        var result = Shell.Set("images", Enumerable.Repeat(image.Id, equal).ToArray())
            .Run($"$images | Add-OSImageMember -Project {Alt.ProjectId} -ThrottleLimit {equal}");

        Cloud.Local.Faults.Clear();
        Assert.Single(result.Output);
        Assert.Equal(equal - 1, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal(("MemberExists", ErrorCategory.ResourceExists), (error.Id(), error.Category())));
        Assert.Single(Cloud.Local.State.Members(image.Id));
        Assert.Equal(1, Cloud.Local.Log.MaxInFlightOf("image"));
        ReliabilityPage.Saw(
            "44",
            $"{result.Output.Count} member, {result.Errors.Count} {result.Errors[0].Id()}; {Cloud.Local.Log.MaxInFlightOf("image")} "
                + "concurrent request");
    }

    [LocalCloudFact("reads the number of concurrent requests in the log of the cloud")]
    public async Task Two_sessions_do_not_write_to_one_image_concurrently()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin, "-NotDefault");
        Connect(Alt, "-NotDefault");
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(new Fault { When = request => request.Service == "image", Delay = TimeSpan.FromMilliseconds(20) });
        Shell.Set("images", Enumerable.Repeat(image.Id, 4).ToArray());

        // Both cmdlets of the pipeline run concurrently: members are approved while others are added.
        Shell.Run(
            $"$images | Set-OSImageMember -Status accepted -Session $alt -PassThru | Set-OSImageMember -Status rejected -Session $admin")
            .MustSucceed();

        Cloud.Local.Faults.Clear();
        Assert.Equal(8, Cloud.Local.Log.Count);
        Assert.Equal(1, Cloud.Local.Log.MaxInFlightOf("image"));
    }

    /// <summary>
    /// Makes every tenth request to Glance fail, in one of three ways in turn: a 503 response, a closed connection, or a handled request
    /// whose response is lost. A path gets at most three faults, so that no add exceeds its attempts by chance.
    /// </summary>
    private sealed class PeriodicFaults
    {
        private const int Every = 10;
        private const int MostPerPath = 3;

        private readonly Dictionary<string, int> _strikes = [];
        private long _requests;
        private long _ordinal;
        private string? _kind;

        public Dictionary<string, int> Struck { get; } = new() { ["refused"] = 0, ["cut"] = 0, ["lost"] = 0 };

        public void Over(CloudServer cloud)
        {
            // A 503 response without a request ID may come from a proxy, and does not show whether the service has processed the request.
            var ofService = new Dictionary<string, string> { ["x-openstack-request-id"] = "req-busy" };
            cloud.Faults.Add(new Fault { When = request => Is("refused", request), Status = 503, Headers = ofService });
            cloud.Faults.Add(new Fault { When = request => Is("cut", request), Cut = Cut.BeforeResponse });
            cloud.Faults.Add(new Fault { When = request => Is("lost", request), Cut = Cut.BeforeResponse, AfterHandling = true });
        }

        /// <summary>
        /// The plan evaluates the faults in turn while it holds its lock. The fault of a request is determined when the request arrives
        /// first.
        /// </summary>
        private bool Is(string kind, FaultedRequest request)
        {
            if (request.Ordinal != _ordinal)
            {
                _ordinal = request.Ordinal;
                _kind = Next(request);
            }

            return kind == _kind;
        }

        private string? Next(FaultedRequest request)
        {
            if (request.Service != "image" || ++_requests % Every != 0 || _strikes.GetValueOrDefault(request.Path) >= MostPerPath)
            {
                return null;
            }

            _strikes[request.Path] = _strikes.GetValueOrDefault(request.Path) + 1;
            var kind = Struck.Keys.ElementAt((int)(_requests / Every % Struck.Count));
            Struck[kind]++;
            return kind;
        }
    }
}
