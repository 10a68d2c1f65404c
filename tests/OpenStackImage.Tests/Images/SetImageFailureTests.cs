using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Set-OSImage if a change is refused, its response is lost, or another client changes the image.</summary>
public sealed class SetImageFailureTests(TestCloud cloud) : CloudTests(cloud)
{
    [LocalCloudFact("changes an image between two requests")]
    public void A_concurrent_change_is_reported()
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "raced", configure: image => image.Properties["os_distro"] = "arch").Id;
        Connect(Demo);
        WhenPatched(() => Cloud.Local.State.UpdateImage(id, image => image.Properties["os_version"] = "9"));

        var result = Shell.Run($"Set-OSImage {id} -Name mine -PassThru");

        Assert.Equal("mine", result.Single().Text("Name"));
        Assert.Contains("os_version", Assert.Single(result.Warnings), StringComparison.Ordinal);

        WhenPatched(() => Cloud.Local.State.UpdateImage(id, image => image.Properties.Remove("os_distro")));
        ErrorsPage.AssertExplained(Shell.Run($"Set-OSImage {id} -Name yours -Property os_distro=debian").SingleError(), "ImageChanged", id);
        Assert.Equal("mine", Shell.Run($"Get-OSImage {id}").Single().Text("Name"));
    }

    [LocalCloudTheory("loses responses")]
    [InlineData("New-OSImage lost")]
    [InlineData("Set-OSImage $id -RemoveProperty os_distro -PassThru")]
    [InlineData("Set-OSImage $id -Name lost -PassThru")]
    [InlineData("Remove-OSImage $id -Confirm:$false; 'done'")]
    public void A_lost_response_does_not_repeat_a_change(string command)
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "lost-response", configure: image => image.Properties["os_distro"] = "arch").Id;
        Connect(Demo);
        Shell.Set("id", id);
        var images = Cloud.Local.State.Images.Count;
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Service == "image" && request.Method is not "GET",
                Times = 1,
                AfterHandling = true,
                Cut = Cut.BeforeResponse,
            });

        Shell.Run(command).Single();

        var made = command.StartsWith("New", StringComparison.Ordinal)
            ? 1
            : command.StartsWith("Remove", StringComparison.Ordinal)
            ? -1
            : 0;
        Assert.Equal(images + made, Cloud.Local.State.Images.Count);
    }

    [Theory]
    [InlineData("New-OSImage \"emoji \u2601 \U0001F600\"", "InvalidImageName")]
    [InlineData("New-OSImage public -Visibility public", "AdminRequired")]
    [InlineData("New-OSImage foreign -Owner $alt", "AdminRequired")]
    [InlineData("New-OSImage readonly -Property status=active", "ReadOnlyProperty")]
    [InlineData("Set-OSImage $id -Visibility public", "AdminRequired")]
    [InlineData("Set-OSImage $id -Owner $alt", "AdminRequired")]
    [InlineData("Set-OSImage $id -Property checksum=1", "ReadOnlyProperty")]
    [InlineData("Set-OSImage $id -DiskFormat qcow2", "WrongImageStatus")]
    [InlineData("Set-OSImage $foreign -Name mine", "NotTheOwner")]
    [InlineData("Remove-OSImage $foreign -Confirm:$false", "NotTheOwner")]
    [InlineData("Disable-OSImage $queued", "WrongImageStatus")]
    [InlineData("Send-OSImageData $id -InputStream ([IO.MemoryStream]::new([byte[]](1, 2)))", "WrongImageStatus")]
    public async Task A_refused_change_is_explained(string command, string errorId)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("mine"));
        await Demo.UploadAsync(id, [1, 2, 3]);
        Shell.Set("id", id).Set("queued", await Demo.CreateImageAsync(TestCloud.Name("queued")))
            .Set("foreign", await Alt.CreateImageAsync(TestCloud.Name("foreign"), "community"));
        Connect(Demo);
        Shell.Set("alt", Alt.ProjectId);

        ErrorsPage.AssertExplained(Shell.Run(command).SingleError(), errorId);
    }

    [LocalCloudTheory("responds as a proxy with its own limit")]
    [InlineData("New-OSImage full")]
    [InlineData("Set-OSImage $id -Name other")]
    [InlineData("Add-OSImageMember $id $project")]
    [InlineData("Sync-OSImageMember $id $project")]
    [InlineData("Import-OSImage $id -Uri http://127.0.0.1/data")]
    [InlineData("New-OSImage full -InputObject ([byte[]]::new(9))")]
    public void A_413_response_of_a_proxy_is_not_reported_as_an_exceeded_quota(string command)
    {
        var id = Cloud.Local.State.AddImage(Demo.ProjectId, "full").Id;
        Connect(Demo);
        Shell.Set("id", id).Set("project", Alt.ProjectId);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Service == "image"
                && request.Method != "GET" && (!command.Contains("byte", StringComparison.Ordinal) || request.Method == "PUT"),
            Status = 413,
            ContentType = "text/html",
            Body = "<html><head><title>413 Request Entity Too Large</title></head>"
                + "<body><h1>413 Request Entity Too Large</h1></body></html>",
        });

        var error = Shell.Run(command).SingleError();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "LimitExceeded", "proxy");
        Assert.DoesNotContain("quota", error.FullText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("members as this cloud allows", error.FullText(), StringComparison.Ordinal);
    }

    private void WhenPatched(Action change)
    {
        Cloud.Local.Faults.Clear();
        Cloud.Local.Faults.Add(new Fault
        {
            Times = 1,
            When = request =>
            {
                if (request.Method == "PATCH")
                {
                    change();
                }

                return false;
            },
        });
    }
}
