using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Wait-OSImage: waits for a status and for deletion, and the errors of waits that cannot succeed.</summary>
public sealed class WaitImageTests(TestCloud cloud) : CloudTests(cloud)
{
    private static readonly byte[] Data = [1, 2, 3];

    [Fact]
    public async Task The_image_is_written_when_the_import_has_completed()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("waited"));
        await Demo.StageAsync(id, Data);
        Connect(Demo);

        var image = Shell.Run($"$null = Import-OSImage {id}; Wait-OSImage {id} -TimeoutSec 60").Single();

        Assert.Equal((id, "active"), (image.Text("Id"), image.Text("Status")));
    }

    [Fact]
    public async Task An_image_that_already_has_the_status_is_written_after_one_request()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("queued"));
        Connect(Demo);

        Assert.Equal(id, Shell.Run($"Wait-OSImage {id} -Status QUEUED, active").Single().Text("Id"));
        Assert.Equal([$"GET /v2/images/{id} 200"], Requests());
    }

    [Fact]
    public async Task Images_from_the_pipeline_are_waited_for_concurrently_and_written_in_order()
    {
        string[] ids = [await StagedAsync(), await StagedAsync(), await StagedAsync()];
        Connect(Demo);

        var waited = Shell.Set("ids", ids).Run("$null = $ids | Import-OSImage; $ids | Wait-OSImage -TimeoutSec 60");

        Assert.Equal(ids, waited.Texts("Id"));
    }

    [Fact]
    public async Task Nothing_is_written_when_the_image_is_deleted()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("doomed"));
        Connect(Demo);

        Assert.Empty(Shell.Run($"Remove-OSImage {id} -Force; Wait-OSImage {id} -Deleted -TimeoutSec 60").MustSucceed().Output);
    }

    [Fact]
    public void An_image_that_does_not_exist_is_one_error()
    {
        Connect(Demo);
        var id = Guid.NewGuid();

        ErrorsPage.AssertExplained(Shell.Run($"Wait-OSImage {id}").SingleError(), "ImageNotFound", id.ToString());
        ErrorsPage.AssertTold(Shell.Run("Wait-OSImage 'no such image' -Deleted").SingleError(), "ImageNotFound", "no such image");
    }

    [Fact]
    public async Task A_wait_that_exceeds_TimeoutSec_is_an_error()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("idle"));
        Connect(Demo);

        var error = Shell.Run($"Wait-OSImage {id} -TimeoutSec 1").SingleError();

        ErrorsPage.AssertTold(error, "OperationTimeout", "is still not active", "its status is 'queued'", "-TimeoutSec");
        Assert.Equal(id, error.TargetObject);
    }

    [Fact]
    public async Task A_deactivated_image_becomes_active_only_by_another_command()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("deactivated"));
        await Demo.UploadAsync(id, Data);
        Connect(Admin);
        Shell.Run($"Disable-OSImage {id}").MustSucceed();

        ErrorsPage.AssertTold(Shell.Run($"Wait-OSImage {id}").SingleError(), "DeactivatedWhileWaiting", "'active'", "Enable-OSImage");
        Assert.Equal(id, Shell.Run($"Wait-OSImage {id} -Status deactivated").Single().Text("Id"));
    }

    [LocalCloudTheory("shows other states of an image, one after another")]
    [InlineData("killed", "ImageKilled")]
    [InlineData("deleted", "DeletedWhileWaiting")]
    [InlineData("pending_delete", "DeletedWhileWaiting")]
    public async Task The_wait_ends_with_the_error_of_the_failed_status(string status, string errorId)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("ends"));
        Connect(Demo);
        var shows = 0;
        On(id, image => image.Status = ++shows <= 2 ? "saving" : status);

        var error = Shell.Run($"Wait-OSImage {id}").SingleError();

        ErrorsPage.AssertTold(error, errorId, id);
        Assert.Equal(3, shows);
    }

    [LocalCloudFact("deletes the image behind the command's back")]
    public async Task An_image_that_is_deleted_during_the_wait_is_an_error()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("deleted meanwhile"));
        Connect(Demo);
        var shows = 0;
        On(id, _ =>
        {
            if (++shows == 2)
            {
                Cloud.Local.State.RemoveImage(id);
            }
        });

        ErrorsPage.AssertTold(Shell.Run($"Wait-OSImage {id}").SingleError(), "DeletedWhileWaiting", "was deleted before", "-Deleted");
    }

    [LocalCloudFact("marks an import as failed")]
    public async Task A_failed_import_ends_the_wait()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("failed"));
        Connect(Demo);
        Cloud.Local.State.UpdateImage(id, image => image.Properties["os_glance_failed_import"] = "fast,file");

        var error = Shell.Run($"Wait-OSImage {id}").SingleError();

        ErrorsPage.AssertTold(error, "ImportFailed", "into the stores fast, file", "is 'queued'", $"Get-OSImageTask -Image {id}");
        Assert.Null(PSObject.AsPSObject(error.Exception).Get("Task"));
    }

    [LocalCloudFact("keeps an image in a state")]
    public async Task The_progress_shows_the_status_and_Ctrl_C_ends_the_wait()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("stopped"));
        Connect(Demo);
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        On(id, _ => shown.TrySetResult());

        using var running = Shell.Start($"Wait-OSImage {id}");
        await shown.Task.WaitAsync(Patience.Limit);
        await running.StopAsync().WaitAsync(Patience.Limit);
    }

    private void On(string id, Action<ImageRecord> change) => Cloud.Local.Faults.Add(new Fault
    {
        When = request =>
        {
            var isShow = request.Method == "GET" && request.Path.EndsWith("/" + id, StringComparison.Ordinal);
            if (isShow && Cloud.Local.State.Image(id) is not null)
            {
                Cloud.Local.State.UpdateImage(id, change);
            }

            return false;
        },
    });

    private async Task<string> StagedAsync()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("staged"));
        await Demo.StageAsync(id, Data);
        return id;
    }
}
