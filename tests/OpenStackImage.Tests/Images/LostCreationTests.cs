using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.ImageData;

namespace OpenStackImage.Tests.Images;

/// <summary>New images whose creation, upload or protection has no clear response.</summary>
public sealed class LostCreationTests(TestCloud cloud) : DataTests(cloud)
{
    [LocalCloudTheory("loses responses")]
    [InlineData(502, Cut.None)]
    [InlineData(500, Cut.None)]
    [InlineData(503, Cut.None)]
    [InlineData(504, Cut.None)]
    [InlineData(null, Cut.BeforeResponse)]
    public void An_image_that_existed_before_is_never_reported_as_the_new_one(int? status, Cut cut)
    {
        var existing = Cloud.Local.State.AddImage(Demo.ProjectId, "golden", configure: image => image.IsProtected = true);
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000))).Set("id", existing.Id);
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, Status = status, Cut = cut, AfterHandling = true });

        var error = Shell.Run("New-OSImage golden -Id $id -Path $path").SingleError();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "ImageExists", existing.Id);
        var left = Cloud.Local.State.Image(existing.Id);
        Assert.NotNull(left);
        Assert.Equal((true, "queued", null), (left.IsProtected, left.Status, left.Size));
        Assert.All(Requests(), request => Assert.StartsWith("GET", request, StringComparison.Ordinal));
    }

    [LocalCloudTheory("loses responses")]
    [InlineData(502, true)]
    [InlineData(502, false)]
    [InlineData(500, true)]
    public void An_image_with_a_specified_ID_is_created_once(int status, bool afterHandling)
    {
        var id = Guid.NewGuid().ToString();
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000))).Set("id", id);
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, Times = 1, Status = status, AfterHandling = afterHandling });

        var image = Shell.Run("New-OSImage own -Id $id -Path $path -Protected").Single();

        Assert.Equal((id, "active", "True"), (image.Text("Id"), image.Text("Status"), image.Text("IsProtected")));
        Assert.True(Cloud.Local.State.Image(id)!.IsProtected);
    }

    [LocalCloudFact("loses each response to a POST")]
    public void An_image_that_may_still_be_created_is_named()
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, Cut = Cut.BeforeResponse });

        var error = Shell.Run("New-OSImage late -DiskFormat raw").SingleError();

        Cloud.Local.Faults.Clear();
        var request = Requests().Last(line => line.StartsWith("GET", StringComparison.Ordinal));
        ErrorsPage.AssertTold(error, "OutcomeUnknown", $"Get-OSImage {request.Split('/', ' ')[^2]}");
    }

    [LocalCloudFact("sends what is not JSON after it has created an image")]
    public void An_image_whose_creation_is_reported_unreadably_is_found()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, AfterHandling = true, Body = "<html>", ContentType = "text/html" });

        var image = Shell.Run("New-OSImage unreadable -Path $path").Single();

        Cloud.Local.Faults.Clear();
        Assert.Equal("active", image.Text("Status"));
        Assert.NotNull(Cloud.Local.State.Image(image.Text("Id")!));
    }

    [LocalCloudFact("hides an image of the same second from the GET before the POST")]
    public void An_image_with_data_is_not_the_one_that_was_just_created()
    {
        var present = Cloud.Local.State.AddImage(Demo.ProjectId, "golden", configure: image => image.SetData(Bytes(10)));
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000))).Set("id", present.Id);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "GET", Times = 1, Status = 404 });
        Cloud.Local.Faults.Add(new Fault { When = IsCreation, Times = 1, Status = 502, AfterHandling = true });

        var error = Shell.Run("New-OSImage golden -Id $id -Path $path").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal("ImageExists", error.Id());
        Assert.All(Requests().Where(request => request.StartsWith("DELETE", StringComparison.Ordinal)), Assert.Empty);
        Assert.NotNull(Cloud.Local.State.Image(present.Id));
    }

    [LocalCloudFact("does not show an image after its data is stored")]
    public void An_image_with_data_that_cannot_be_verified_is_not_removed()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "GET", Status = 503 });

        var result = Shell.Run("New-OSImage unverified -Path $path");

        Cloud.Local.Faults.Clear();
        Assert.Equal("ServiceUnavailable", result.SingleError().Id());
        var image = Shell.Run("Get-OSImage unverified").Single();
        Demo.Owns(image.Text("Id")!);
        Assert.Equal("active", image.Text("Status"));
        var hint = $"Check it with Get-OSImage {image.Text("Id")}";
        Assert.Contains(result.Warnings, warning => warning.Contains(hint, StringComparison.Ordinal));
    }

    [LocalCloudFact("refuses an upload")]
    public void The_protection_is_set_last_and_never_removed()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        var images = Cloud.Local.State.ImageCount;
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "PUT", Status = 413 });

        Shell.Run("New-OSImage full -Path $path -Protected").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal(images, Cloud.Local.State.ImageCount);
        Assert.DoesNotContain(Requests(), request => request.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [LocalCloudFact("refuses to protect an image")]
    public void An_image_that_cannot_be_protected_is_returned_with_an_error()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "PATCH", Status = 403 });

        var result = Shell.Run("New-OSImage unprotected -Path $path -Protected");

        Cloud.Local.Faults.Clear();
        Assert.Equal("active", Assert.Single(result.Output).Text("Status"));
        Assert.Single(result.Errors);
        Assert.Contains("is not protected", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [LocalCloudFact("holds a POST back")]
    public async Task Ctrl_C_during_the_POST_leaves_no_queued_image()
    {
        Connect(Demo);
        var images = Cloud.Local.State.ImageCount;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => IsCreation(request) && (arrived.TrySetResult() || true),
            Delay = TimeSpan.FromSeconds(1),
            AfterHandling = true,
        });

        using (var script = Shell.Start("New-OSImage stopped"))
        {
            await arrived.Task.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Cloud.Local.Faults.Clear();
        Assert.Equal(images, Cloud.Local.State.ImageCount);
        Assert.Contains(SeenByCloud(), request => request.StartsWith("DELETE /v2/images/", StringComparison.Ordinal));
    }

    [LocalCloudTheory("sends no response to a POST, which it has handled or not")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ctrl_C_during_a_POST_without_a_response_says_what_it_waits_for_and_what_may_remain(bool isHandled)
    {
        Connect(Demo);
        var images = Cloud.Local.State.ImageCount;

        var warnings = await StopAtAsync("New-OSImage stopped", IsCreation, isHandled);

        Assert.Equal(images, Cloud.Local.State.ImageCount);
        Assert.Contains(warnings, warning => warning.Contains("It is removed when the service has created it", StringComparison.Ordinal));
        Assert.Equal(isHandled ? 1 : 2, warnings.Count);
        Assert.Equal(!isHandled, warnings.Any(warning => warning.Contains("may still be created", StringComparison.Ordinal)));
    }

    [LocalCloudTheory("sends no response to the removal of an image, which it has handled or not")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_incomplete_image_is_removed_although_the_first_attempt_has_no_response(bool isHandled)
    {
        Connect(Demo);
        var images = Cloud.Local.State.ImageCount;
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "DELETE", Times = 1, Hang = true, AfterHandling = isHandled });

        var warnings = await StopAtAsync("New-OSImage stopped -Path $path", request => request.Method == "PUT", isHandled: false);

        Assert.Equal(images, Cloud.Local.State.ImageCount);
        Assert.Contains("is incomplete, and is being removed", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [LocalCloudTheory("lets the protection of an image hang")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ctrl_C_before_the_protection_removes_the_image_and_after_it_names_the_image(bool isProtected)
    {
        Connect(Demo);
        var images = Cloud.Local.State.ImageCount;
        Shell.Set("path", MakeFile(Bytes(1000)));
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "PATCH" && (arrived.TrySetResult() || true),
            Hang = true,
            AfterHandling = isProtected,
        });

        IReadOnlyList<string> warnings;
        using (var script = Shell.Start("New-OSImage stopped -Path $path -Protected"))
        {
            await arrived.Task.WaitAsync(Patience.Limit);
            if (isProtected)
            {
                await Patience.UntilAsync(() => Cloud.Local.State.Images.Any(image => image.Name == "stopped" && image.IsProtected));
            }

            await script.StopAsync().WaitAsync(Patience.Limit);
            warnings = script.Warnings;
        }

        Cloud.Local.Faults.Clear();
        Assert.Equal(images + (isProtected ? 1 : 0), Cloud.Local.State.ImageCount);
        Assert.Equal(isProtected, warnings.Any(warning => warning.Contains("could not be removed", StringComparison.Ordinal)));
    }

    /// <summary>Stops a command at a request that has no response, and returns its warnings.</summary>
    private async Task<IReadOnlyList<string>> StopAtAsync(string command, Func<FaultedRequest, bool> when, bool isHandled)
    {
        var images = Cloud.Local.State.ImageCount;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => when(request) && (arrived.TrySetResult() || true),
            Hang = true,
            AfterHandling = isHandled,
        });
        using var script = Shell.Start(command);
        await arrived.Task.WaitAsync(Patience.Limit);
        if (isHandled)
        {
            await Patience.UntilAsync(() => Cloud.Local.State.ImageCount > images);
        }

        await script.StopAsync().WaitAsync(Patience.Limit);
        Cloud.Local.Faults.Clear();
        return script.Warnings;
    }

    private static bool IsCreation(FaultedRequest request) => request.Method == "POST" && request.Path == "/v2/images";
}
