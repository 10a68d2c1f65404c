using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Two commands that replace one image by its ID, and both read it before either hides it.</summary>
public sealed class InterleavedVersionsTests(TestCloud cloud) : ReplacedImageTests(cloud)
{
    private const string New = "New-OSImage -Replaces $current -Path $path -DiskFormat raw";
    private const string Restore = "Restore-OSImage $current -Version $previous";

    [LocalCloudTheory("replaces the image between the GET and the PATCH that hides it")]
    [InlineData(New, 1, true)]
    [InlineData(New, -1.5, false)]
    [InlineData(Restore, -1.5, true)]
    [InlineData(Restore, -3, false)]
    public void One_version_is_visible_although_another_command_has_replaced_the_image_meanwhile(
        string command, double minutes, bool isOtherNewer)
    {
        Connect(Demo);
        var (name, previous, current) = AddVersions(Shell);
        Shell.Set("previous", previous).Set("current", current);
        string? other = null;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "PATCH" && request.Path.EndsWith(current, StringComparison.Ordinal) && Replace(),
        });

        var result = Shell.Run(command);

        Cloud.Local.Faults.Clear();
        var visible = Assert.Single(Visible(name)).Id;
        Assert.Equal(isOtherNewer, visible == other);
        var said = string.Join('\n', result.Warnings.Concat(result.Errors.Select(error => error.FullText())));
        Assert.Contains(other!, said, StringComparison.Ordinal);
        Assert.Equal(isOtherNewer && command == Restore ? "ImageChanged" : null, result.Errors.SingleOrDefault()?.Id());
        Assert.True(Cloud.Local.State.Image(current)!.IsHidden);

        bool Replace()
        {
            if (other is null)
            {
                other = Add(name, Bytes(400, seed: 70), "arch", TimeSpan.FromMinutes(minutes));
                Cloud.Local.State.UpdateImage(current, image =>
                {
                    image.IsHidden = true;
                    image.Properties["replaced_by"] = other;
                });
            }

            return false;
        }
    }

    [LocalCloudFact("replaces a hidden image")]
    public void A_hidden_image_that_another_command_replaces_meanwhile_has_one_visible_successor()
    {
        Connect(Demo);
        var (name, _, current) = AddVersions(Shell);
        Cloud.Local.State.UpdateImage(current, image => image.IsHidden = true);
        Shell.Set("current", current);
        string? other = null;
        Cloud.Local.Faults.Add(new Fault { When = request => IsUpload(request) && Replace() });

        Shell.Run(New).MustSucceed();

        Cloud.Local.Faults.Clear();
        Assert.Equal(other, Assert.Single(Visible(name)).Id);

        bool Replace()
        {
            other = Add(name, Bytes(400, seed: 70), "arch", TimeSpan.FromMinutes(1));
            Cloud.Local.State.UpdateImage(current, image => image.Properties["replaced_by"] = other);
            return false;
        }
    }

    [LocalCloudFact("ends the session at the POST of a member")]
    public async Task Disconnecting_while_the_members_are_added_leaves_the_old_image_in_use()
    {
        var (name, old) = Start();
        Cloud.Local.State.AddMember(old, Alt.ProjectId);
        Cloud.Local.State.AddMember(old, Admin.ProjectId);
        using var other = Shell.WithModule();
        other.Set("session", Shell.Run("Get-OpenStackSession").Single().BaseObject);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault { When = request => IsMember(request) && (arrived.TrySetResult() || true), Hang = true });

        using var script = Shell.Start("New-OSImage -Replaces $name -Path $path -DiskFormat raw");
        await arrived.Task.WaitAsync(Patience.Limit);
        other.Run("Disconnect-OpenStack -Session $session").MustSucceed();
        await script.Ended.WaitAsync(Patience.Limit);
        var result = script.Finish();

        Cloud.Local.Faults.Clear();
        Assert.All(result.Errors, error => Assert.Equal("SessionClosed", error.Id()));
        Assert.Contains(Assert.Single(result.Output).Text("Id")!, string.Join('\n', result.Warnings), StringComparison.Ordinal);
        Assert.Equal(old, Assert.Single(Visible(name)).Id);
        Connect(Demo);
        var made = Shell.Run("New-OSImage -Replaces $name -Path $path -DiskFormat raw").Single().Text("Id");
        Assert.Equal(result.Output[0].Text("Id"), made);
        AssertReplaced(name, made!);
        Assert.Equal(2, Cloud.Local.State.Members(made!).Count);

        static bool IsMember(FaultedRequest request)
            => request.Method == "POST" && request.Path.EndsWith("/members", StringComparison.Ordinal);
    }
}
