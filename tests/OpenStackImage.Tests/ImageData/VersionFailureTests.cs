using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>A session that ends and a list that fails while an image is replaced by another version.</summary>
public sealed class VersionFailureTests : ReplacedImageTests
{
    private readonly Shell _shell = Shell.WithModule();

    public VersionFailureTests(TestCloud cloud) : base(cloud) => _shell.Connect(Cloud.AuthUrl, Demo);

    [LocalCloudTheory("makes a change hang after it has handled it")]
    [InlineData("Restore-OSImage $name", "to complete it.")]
    [InlineData("New-OSImage -Replaces $name -Path $path -DiskFormat raw", "It is unknown whether")]
    public async Task Disconnecting_while_a_version_becomes_visible_states_what_is_unknown(string command, string expected)
    {
        AddVersions(_shell);
        Shell.Set("session", _shell.Run("Get-OpenStackSession").Single().BaseObject);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "PATCH" && (arrived.TrySetResult() || true),
            Hang = true,
            AfterHandling = true,
        });

        using var script = _shell.Start(command);
        await arrived.Task.WaitAsync(Patience.Limit);
        Shell.Run("Disconnect-OpenStack -Session $session").MustSucceed();
        var result = await Task.Run(script.Finish).WaitAsync(Patience.Limit);
        Cloud.Local.Faults.Clear();

        Assert.Equal("SessionClosed", result.SingleError().Id());
        Assert.Contains(result.Warnings, warning => warning.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("stays hidden", StringComparison.Ordinal));
    }

    [LocalCloudFact("fails when the earlier versions are listed at the end")]
    public void The_new_image_is_returned_although_the_earlier_versions_cannot_be_listed()
    {
        var (name, _, current) = AddVersions(_shell);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "GET" && request.Path == "/v2/images" && Cloud.Local.State.Image(current)!.IsHidden,
            Status = 404,
        });

        var result = _shell.Run("New-OSImage -Replaces $name -Path $path -DiskFormat raw -Keep 0");

        Cloud.Local.Faults.Clear();
        Assert.Equal(Visible(name).Single().Id, Assert.Single(result.Output).Text("Id"));
        Assert.Single(result.Errors);
        Assert.Equal(2, result.Warnings.Count);
        Assert.Contains("could not be verified", result.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("that -Keep does not keep", result.Warnings[1], StringComparison.Ordinal);
    }

    [LocalCloudTheory("fails when a protected version is deleted, and when its protection is restored")]
    [InlineData(false)]
    [InlineData(true)]
    public void A_protected_version_that_cannot_be_deleted_stays_protected_or_the_way_back_is_said(bool failsAgain)
    {
        var (_, previous, _) = AddVersions(_shell);
        Cloud.Local.State.Image(previous)!.IsProtected = true;
        var isDeletion = false;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Path == $"/v2/images/{previous}" && request.Method == "DELETE" && (isDeletion = true),
            Status = 409,
        });
        Cloud.Local.Faults.Add(new Fault { When = request => failsAgain && isDeletion && IsPatchOf(request, previous), Status = 403 });

        var result = _shell.Run("New-OSImage -Replaces $name -Path $path -DiskFormat raw -Keep 1 -Force");

        Cloud.Local.Faults.Clear();
        Assert.Single(result.Errors);
        Assert.NotEqual(failsAgain, Cloud.Local.State.Image(previous)!.IsProtected);
        Assert.Equal(
            failsAgain,
            result.Warnings.Any(warning => warning.Contains($"Set-OSImage {previous} -Protected $true", StringComparison.Ordinal)));
    }

    [LocalCloudFact("deletes an earlier version while Keep deletes it")]
    public void An_earlier_version_that_is_deleted_meanwhile_does_not_keep_the_others()
    {
        var (name, _, current) = AddVersions(_shell);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "DELETE" && Delete() });

        var result = _shell.Run("New-OSImage -Replaces $name -Path $path -DiskFormat raw -Keep 0").MustSucceed();

        Cloud.Local.Faults.Clear();
        Assert.Empty(result.Warnings);
        Assert.Equal(result.Output.Single().Text("Id"), Assert.Single(Cloud.Local.State.Images, image => image.Name == name).Id);

        bool Delete()
        {
            if (Cloud.Local.State.Image(current) is not null)
            {
                Cloud.Local.State.RemoveImage(current);
            }

            return false;
        }
    }

    [LocalCloudFact("deletes the new image before it is visible")]
    public void A_new_image_that_is_deleted_meanwhile_is_not_reported_as_existing()
    {
        var (name, _, current) = AddVersions(_shell);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "PATCH" && Delete(request.Path[^36..]) });

        var result = _shell.Run("New-OSImage -Replaces $name -Path $path -DiskFormat raw");

        Cloud.Local.Faults.Clear();
        Assert.Equal("ImageNotFound", result.SingleError().Id());
        Assert.Empty(result.Output);
        Assert.Contains("was deleted meanwhile", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(current, Assert.Single(Visible(name)).Id);

        bool Delete(string id)
        {
            Cloud.Local.State.RemoveImage(id);
            return false;
        }
    }

    [LocalCloudTheory("deletes the version that is put in use")]
    [InlineData("New-OSImage -Replaces $name -Path $path -DiskFormat raw -Keep 0", "while it gets its members")]
    [InlineData("New-OSImage -Replaces $name -Path $path -DiskFormat raw -Keep 0", "once it is visible")]
    [InlineData("New-OSImage -Replaces $name -Path $path -DiskFormat raw -Keep 0", "once the other is hidden")]
    [InlineData("Restore-OSImage $name", "while it gets its members")]
    [InlineData("Restore-OSImage $name", "once it is visible")]
    [InlineData("Restore-OSImage $name", "once the other is hidden")]
    public async Task A_version_that_is_deleted_meanwhile_does_not_leave_the_name_without_an_image(string command, string time)
    {
        var (name, previous, current) = AddVersions(_shell);
        await Demo.ShareAsync(current, Alt);
        var state = Cloud.Local.State;
        Cloud.Local.Faults.Add(new Fault { When = request => IsTime(request.Method, request.Path) && Delete() });

        var result = _shell.Run(command);

        Cloud.Local.Faults.Clear();
        Assert.Equal("ImageNotFound", result.SingleError().Id());
        Assert.Empty(result.Output);
        var isHidden = time == "once the other is hidden";
        Assert.Equal(isHidden, state.Image(current)!.IsHidden);
        Assert.Equal(isHidden, result.Warnings.Any(
            warning => warning.Contains($"use Set-OSImage {current} -Hidden $false", StringComparison.Ordinal)));

        bool IsTime(string method, string path) => time switch
        {
            "while it gets its members" => method == "POST" && path.EndsWith("/members", StringComparison.Ordinal),
            "once it is visible" => method == "GET" && path == "/v2/images" && Visible(name).Length == 2,
            _ => method == "GET" && path == "/v2/images" && state.Image(current)!.IsHidden,
        };

        bool Delete()
        {
            var own = command.StartsWith("New", StringComparison.Ordinal)
                ? state.Images.FirstOrDefault(image => image.Name == name && image.Id != previous && image.Id != current)?.Id
                : previous;
            if (own is not null && state.Image(own) is not null)
            {
                state.RemoveImage(own);
            }

            return false;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _shell.Dispose();
        }

        base.Dispose(disposing);
    }
}
