using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Tab completion of the filters of Get-OSImage.</summary>
public sealed class ImageFilterCompletionTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void Tab_completes_words()
    {
        Connect(Demo);

        Assert.Equal(["CreatedAt", "CreatedAt:desc"], Complete("Get-OSImage -Sort cre"));
        Assert.Equal(["qcow2"], Complete("Get-OSImage -DiskFormat q"));
        Assert.Equal(["bare"], Complete("New-OSImage x -ContainerFormat b"));

        // Tab completion has a short timeout, and a busy cloud may not respond in that time.
        Assert.True(
            SpinWait.SpinUntil(
                () => Complete("New-OSImage x -Property os_").Intersect(["os_distro=", "os_type=windows", "os_version="]).Count() == 3,
                Patience.ForAProcess));
        Assert.Equal(
            [
                "cinder_encryption_key_deletion_policy=", "cinder_encryption_key_deletion_policy=do_not_delete",
                "cinder_encryption_key_deletion_policy=on_image_deletion",
            ],
            CompleteInTime("Set-OSImage x -Property cinder_encryption_key_d"));
        Assert.Equal(["os_distro"], CompleteInTime("Set-OSImage no-such-image -RemoveProperty os_d"));
        Assert.Equal(
            ["hw_firmware_type=", "hw_firmware_type=bios", "hw_firmware_type=uefi"], CompleteInTime("Set-OSImage x -Property hw_firm"));
        Assert.Equal(["hw_disk_bus"], CompleteInTime("Set-OSImage no-such-image -RemoveProperty hw_disk"));
        Assert.Single(Requests(), request => request == "GET /v2/schemas/image 200");
    }

    /// <summary>Presses Tab until the cloud has responded: a lookup continues in the background when Tab stops to wait.</summary>
    private string[] CompleteInTime(string line)
    {
        string[] found = [];
        _ = SpinWait.SpinUntil(() => (found = Complete(line)).Length > 0, Patience.ForAProcess);
        return found;
    }

    private string[] Complete(string line)
        => Shell.Set("line", line).Run("(TabExpansion2 $line $line.Length).CompletionMatches").Texts("CompletionText");
}
