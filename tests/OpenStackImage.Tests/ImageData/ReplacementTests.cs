using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>
/// New-OSImage -Replaces reaches the same end state from every starting state: one visible image of the name, with the new data and the
/// members of the old one.
/// </summary>
public sealed class ReplacementTests(TestCloud cloud) : DataTests(cloud)
{
    private const int Cases = 30;

    private static readonly byte[] OldData = Bytes(1000, seed: 3);
    private static readonly byte[] NewData = Bytes(2000, seed: 4);

    public static TheoryData<string> References => ["$name", "$old", "(Get-OSImage $old)"];

    [LocalCloudTheory("refuses to hide an image")]
    [MemberData(nameof(References))]
    public void A_second_run_completes_a_first_run_whose_last_step_failed(string reference)
    {
        var (name, old) = Start();
        Cloud.Local.Faults.Add(new Fault { When = request => IsPatchOf(request, old), Status = 500 });

        var first = Shell.Run($"New-OSImage -Replaces {reference} -Path $path");

        Cloud.Local.Faults.Clear();
        var id = Assert.Single(first.Output).Text("Id")!;
        Assert.Single(first.Errors);
        Assert.Contains($"Set-OSImage {old} -Hidden $true", Assert.Single(first.Warnings), StringComparison.Ordinal);
        Assert.Equal(old, Assert.Single(Visible(name)).Id);
        Assert.Equal(id, Shell.Run($"New-OSImage -Replaces {reference} -Path $path").Single().Text("Id"));
        AssertReplaced(name, id);
        Assert.Equal(id, Shell.Run($"New-OSImage -Replaces {reference} -Path $path").Single().Text("Id"));
        AssertReplaced(name, id);
    }

    [LocalCloudFact("refuses a member")]
    public void A_second_run_completes_a_first_run_in_which_a_member_failed()
    {
        var (name, old) = Start();
        Cloud.Local.State.AddMember(old, Alt.ProjectId);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "POST" && request.Path.EndsWith("/members", StringComparison.Ordinal),
            Status = 413,
            Headers = new Dictionary<string, string> { ["x-openstack-request-id"] = "req-1" },
        });

        var first = Shell.Run("New-OSImage -Replaces $name -Path $path");

        Cloud.Local.Faults.Clear();
        Assert.Equal("True", Assert.Single(first.Output).Text("IsHidden"));
        Assert.Equal(old, Assert.Single(Visible(name)).Id);
        var second = Shell.Run("New-OSImage -Replaces $name -Path $path").Single();
        Assert.Equal((first.Output[0].Text("Id"), "False"), (second.Text("Id"), second.Text("IsHidden")));
        AssertReplaced(name, second.Text("Id")!);
        Assert.Single(Cloud.Local.State.Members(second.Text("Id")!));
    }

    [LocalCloudFact("has an image that an interrupted run left behind")]
    public void Of_two_visible_images_the_replaced_one_is_hidden()
    {
        var (name, _) = Start();
        var left = Add(name, NewData, "arch", TimeSpan.FromSeconds(1));

        Assert.Equal(left, Shell.Run("New-OSImage -Replaces $name -Path $path").Single().Text("Id"));

        AssertReplaced(name, left);
    }

    [LocalCloudFact("has two images of one name")]
    public void Two_images_of_one_name_that_differ_are_still_ambiguous()
    {
        var (name, _) = Start();
        Add(name, NewData, "debian", TimeSpan.FromSeconds(1));

        Assert.Equal("AmbiguousImageName", Shell.Run("New-OSImage -Replaces $name -Path $path").SingleError().Id());

        Assert.Equal(2, Visible(name).Length);
    }

    [LocalCloudFact("refuses to show an image")]
    public void Until_the_new_image_is_complete_the_name_refers_to_the_old_one()
    {
        var (name, old) = Start();
        var seen = new List<string[]>();
        Cloud.Local.Faults.Add(new Fault { When = request => Sees(request.Method is "PUT" or "POST") });

        Shell.Run("New-OSImage -Replaces $name -Path $path").MustSucceed();

        Assert.NotEmpty(seen);
        Assert.All(seen, ids => Assert.Equal([old], ids));

        bool Sees(bool isWrite)
        {
            if (isWrite)
            {
                seen.Add([.. Visible(name).Select(image => image.Id)]);
            }

            return false;
        }
    }

    [LocalCloudFact("injects faults")]
    public void From_every_starting_state_under_faults_one_visible_image_remains_and_a_further_run_changes_nothing()
    {
        var random = new Random(16);
        var state = Cloud.Local.State;
        var projects = Enumerable.Range(0, 4).Select(i => state.AddProject($"rotate{i}_{Guid.NewGuid():N}").Id).ToArray();
        for (var i = 0; i < Cases; i++)
        {
            var (name, old) = Start();
            var members = projects.Where(_ => random.Next(2) == 0).ToArray();
            Array.ForEach(members, id => state.AddMember(old, id, random.Next(2) == 0 ? "pending" : "accepted"));
            if (random.Next(2) == 0)
            {
                // A version that was replaced long ago, with the data of the new one.
                Add(name, NewData, "arch", TimeSpan.FromDays(-1), isHidden: true);
            }

            if (random.Next(3) == 0)
            {
                Add(name, NewData, "arch", TimeSpan.FromSeconds(1), isHidden: random.Next(2) == 0);
            }

            AddFaults(random);
            var reference = random.Next(2) == 0 ? "$name" : "$old";
            var first = Shell.Run($"New-OSImage -Replaces {reference} -Path $path");
            Cloud.Local.Faults.Clear();
            Assert.Null(first.Terminating?.ToString());

            var made = Shell.Run($"New-OSImage -Replaces {reference} -Path $path").Single().Text("Id")!;

            AssertReplaced(name, made);
            Assert.Equal(members.Order(), state.Members(made).Select(member => member.MemberId).Order());
            var images = state.ImageCount;
            Cloud.Local.Log.Clear();
            Assert.Equal(made, Shell.Run($"New-OSImage -Replaces {reference} -Path $path").Single().Text("Id"));
            Assert.All(Cloud.Local.Log.Requests, request => Assert.Equal("GET", request.Method));
            Assert.Equal(images, state.ImageCount);
        }
    }

    [LocalCloudTheory("looks at the cloud's own state")]
    [InlineData("$name")]
    [InlineData("$old")]
    public async Task Two_runs_at_once_leave_one_visible_image(string reference)
    {
        using var other = Shell.WithModule();
        other.Connect(Cloud.AuthUrl, Demo);
        for (var i = 0; i < Cases / 3; i++)
        {
            var (name, old) = Start();
            Cloud.Local.State.AddMember(old, Alt.ProjectId);
            var path = MakeFile(NewData, "other.img");
            other.Set("name", name).Set("old", old).Set("path", path);

            var results = await Task.WhenAll(
                new[] { Shell, other }.Select(shell => Task.Run(() => shell.Run($"New-OSImage -Replaces {reference} -Path $path"))));

            Assert.All(results, result => result.MustSucceed());
            var visible = Assert.Single(Visible(name));
            AssertReplaced(name, visible.Id);
            Assert.Single(Cloud.Local.State.Members(visible.Id));
            Assert.Equal(visible.Id, Shell.Run("New-OSImage -Replaces $name -Path $path").Single().Text("Id"));
        }
    }

    [LocalCloudFact("makes each request in turn hang")]
    public async Task Ctrl_C_at_each_request_leaves_the_old_image_in_use_or_the_new_one_in_its_place()
    {
        var stops = 0;
        for (var ordinal = 1; ordinal <= 30; ordinal++)
        {
            var (name, old) = Start();
            Cloud.Local.State.AddMember(old, Alt.ProjectId);
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Cloud.Local.Faults.Clear();
            var isHiding = false;
            Cloud.Local.Faults.Add(new Fault
            {
                When = request =>
                {
                    var hangs = request.Ordinal == ordinal;
                    isHiding |= hangs && (request.Path.EndsWith(old, StringComparison.Ordinal) && ordinal > 2);
                    return hangs && (arrived.TrySetResult() || true);
                },
                Hang = true,
            });
            using var script = Shell.Start("New-OSImage -Replaces $name -Path $path");
            if (await Task.WhenAny(arrived.Task, script.Ended) != arrived.Task)
            {
                break;
            }

            await script.StopAsync().WaitAsync(Patience.Limit);
            stops++;
            Cloud.Local.Faults.Clear();
            var left = Cloud.Local.State.Images.Where(image => image.Name == name).ToArray();
            if (!isHiding)
            {
                Assert.Equal(old, Assert.Single(left).Id);
                Assert.False(left[0].IsHidden);
            }

            var made = Shell.Run("New-OSImage -Replaces $name -Path $path").Single().Text("Id")!;
            AssertReplaced(name, made);
        }

        Assert.InRange(stops, 8, 29);
    }

    /// <summary>An image of demo, and its name; the variables name, old and path are set.</summary>
    private (string Name, string Id) Start()
    {
        var name = TestCloud.Name("rotated");
        var old = Add(name, OldData, "arch", TimeSpan.FromMinutes(-1));
        Connect(Demo);
        Shell.Set("name", name).Set("old", old).Set("path", MakeFile(NewData));
        return (name, old);
    }

    private string Add(string name, byte[] data, string distribution, TimeSpan created, bool isHidden = false)
        => Cloud.Local.State.AddImage(Demo.ProjectId, name, configure: image =>
        {
            image.DiskFormat = "raw";
            image.ContainerFormat = "bare";
            image.IsHidden = isHidden;
            image.CreatedAt += created;
            image.Properties["os_distro"] = distribution;
            image.SetData(data);
        }).Id;

    private ImageRecord[] Visible(string name) => [.. Cloud.Local.State.Images.Where(image => image.Name == name && !image.IsHidden)];

    private void AssertReplaced(string name, string id)
    {
        var visible = Assert.Single(Visible(name));
        Assert.Equal((id, Sha512(NewData), "active"), (visible.Id, visible.HashValue, visible.Status));
    }

    private void AddFaults(Random random)
    {
        var every = random.Next(1, 6);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Service == "image" && request.Method != "GET",
            Every = every,
            Times = 1,
            Status = random.Next(2) == 0 ? 500 : 502,
            AfterHandling = random.Next(2) == 0,
        });
    }

    private static bool IsPatchOf(FaultedRequest request, string id)
        => request.Method == "PATCH" && request.Path.EndsWith(id, StringComparison.Ordinal);
}
