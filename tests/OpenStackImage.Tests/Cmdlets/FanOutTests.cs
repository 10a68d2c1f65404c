using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

public sealed class FanOutTests(TestCloud cloud) : CloudTests(cloud)
{
    private const int Many = 1000;
    private const int DefaultThrottle = 8;

    [Fact]
    public async Task One_failing_image_is_one_error_at_its_position_and_the_others_are_processed()
    {
        var images = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            var id = await Demo.CreateImageAsync(TestCloud.Name("fan-out"), i == 5 ? "private" : "shared");
            images.Add(id);
            if (i != 5)
            {
                await Demo.ShareAsync(id, Alt);
            }
        }

        Connect(Demo);

        var result = Shell.Set("images", images).Run("$images | Get-OSImageMember");

        var error = result.SingleError();
        Assert.Equal("ImageNotShared", error.Id());
        Assert.Equal(images[5], error.TargetObject);
        Assert.Equal(images.Where((_, i) => i != 5), result.Output.Select(member => member.Text("ImageId")));
    }

    [Fact]
    public async Task ErrorAction_Stop_ends_the_pipeline_at_the_first_error()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("after"));
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);

        var result = Shell.Set("id", id).Run("'no such image', $id | Get-OSImageMember -ErrorAction Stop; 'not reached'");

        Assert.Equal("ImageNotFound", Assert.IsType<ErrorRecord>(result.Terminating).Id());
        Assert.Empty(result.Output);
    }

    [LocalCloudFact("needs a thousand images and the cloud's own request log")]
    public void A_thousand_images_are_written_in_order_and_the_first_before_the_last_request()
    {
        var images = ShareMany();
        Connect(Demo);
        Cloud.Local.Log.Clear();
        Shell.Set("images", images).Set("log", Cloud.Local.Log);

        var result = Shell.Run("$images | Get-OSImageMember | ForEach-Object { if ($null -eq $seen) { $seen = $log.Count }; $_ }; $seen");

        var output = result.MustSucceed().Output;
        Assert.Equal(images, output.SkipLast(1).Select(member => member.Text("ImageId")));
        Assert.InRange((long)output[^1].BaseObject, 1, Many - 1);
        Assert.Equal(Many, Cloud.Local.Log.Count);
        Assert.InRange(Cloud.Local.Log.MaxInFlightOf("image"), 1, DefaultThrottle);
    }

    [LocalCloudFact("needs a thousand images and the cloud's own request log")]
    public void A_thousand_listed_images_are_processed_in_order()
    {
        ShareMany();
        Connect(Demo);
        var expected = Cloud.Local.State.Images.Select(image => image.Id);
        Cloud.Local.Log.Clear();

        var ids = Shell.Run("Get-OSImage -Visibility shared | Get-OSImageMember").Texts("ImageId");

        Assert.Equal(expected, ids);
        Assert.InRange(Cloud.Local.Log.MaxInFlightOf("image"), 1, DefaultThrottle + 1);
    }

    [LocalCloudTheory("counts the requests that are in flight at the cloud")]
    [InlineData(1)]
    [InlineData(3)]
    public void No_more_requests_are_in_flight_than_ThrottleLimit_allows(int throttle)
    {
        var images = ShareMany(100);
        Connect(Demo);
        Cloud.Local.Log.Clear();

        Shell.Set("images", images).Run($"$images | Get-OSImageMember -ThrottleLimit {throttle}").MustSucceed();

        Assert.InRange(Cloud.Local.Log.MaxInFlightOf("image"), 1, throttle);
    }

    [LocalCloudFact("delays the cloud's responses until enough requests are waiting")]
    public async Task As_many_requests_are_in_flight_as_ThrottleLimit_allows()
    {
        const int Throttle = 5;
        var images = ShareMany(20);
        Connect(Demo);
        Cloud.Local.Log.Clear();
        var waiting = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = _ =>
            {
                if (Interlocked.Increment(ref waiting) == Throttle)
                {
                    all.SetResult();
                }

                return true;
            },
            Hang = true,
        });

        using var script = Shell.Set("images", images).Start($"$images | Get-OSImageMember -ThrottleLimit {Throttle}");
        await all.Task.WaitAsync(Patience.Limit);
        await script.StopAsync().WaitAsync(Patience.Limit);
        Cloud.Local.Faults.Clear();

        Assert.Equal(Throttle, Cloud.Local.Log.MaxInFlightOf("image"));
    }

    [LocalCloudFact("needs a thousand images and the cloud's own request log")]
    public void Select_Object_First_stops_the_requests()
    {
        var images = ShareMany();
        Connect(Demo);
        Cloud.Local.Log.Clear();

        Shell.Set("images", images).Run("do { $images | Get-OSImageMember | ForEach-Object { $_; break } } while ($false)").Single();

        // The number of requests that Get-OSImageMember starts before the first result is written: four times the throttle limit.
        Assert.InRange(Cloud.Local.Log.Count, 1, 4 * DefaultThrottle);
    }

    [LocalCloudFact("responds to one request later than to the others")]
    public void A_late_response_keeps_its_position()
    {
        var images = ShareMany(40);
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Path.Contains(images[0], StringComparison.Ordinal),
            Times = 2,
            Status = 503,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "0" },
        });

        Assert.Equal(images, Shell.Set("images", images).Run("$images | Get-OSImageMember").Texts("ImageId"));

        var first = Shell.Run("Get-OpenStackRequest")
            .Output.Where(request => request.Text("Uri")!.Contains(images[0], StringComparison.Ordinal));
        Assert.Equal(["1 503", "2 503", "3 200"], first.Select(request => $"{request.Text("Attempt")} {request.Text("StatusCode")}"));
    }

    /// <summary>Images of demo, each shared with alt, created without HTTP requests.</summary>
    private string[] ShareMany(int count = Many)
    {
        var state = Cloud.Local.State;
        foreach (var image in state.Images)
        {
            state.RemoveImage(image.Id);
        }

        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var image = state.AddImage(Demo.ProjectId, $"image-{i:D4}");
            state.AddMember(image.Id, Alt.ProjectId);
            return image.Id;
        })];
    }
}
