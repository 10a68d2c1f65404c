using System.Runtime.Versioning;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>The modes of saved files, and folders in which they cannot be saved.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileModeTests(TestCloud cloud) : DataTests(cloud)
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [LinuxTheory("has file modes")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead)]
    [InlineData(Executable)]
    [InlineData(UnixFileMode.None)]
    [InlineData(Executable | UnixFileMode.SetUser)]
    [InlineData(Executable | UnixFileMode.SetGroup | UnixFileMode.StickyBit)]
    [ReliabilityRow("95", "-Force for a file with any mode: read-only, without permissions, set-user-ID, set-group-ID")]
    public async Task A_replaced_file_keeps_its_permissions_without_set_user_ID_and_set_group_ID(UnixFileMode mode)
    {
        var bytes = Bytes(1000);
        var id = await FilledAsync(bytes);
        var path = MakeFile(Bytes(3), "saved.img");
        File.SetUnixFileMode(path, mode);
        Connect(Demo);

        Shell.Set("path", path).Run($"Save-OSImage {id} $path -Force").MustSucceed();

        Assert.Equal(mode & Executable, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        Assert.Equal(bytes, File.ReadAllBytes(path));
        ReliabilityPage.Checked("95", "replaced, with the same permissions and without set-user-ID and set-group-ID");
    }

    [RootFact("mounts a file system")]
    [ReliabilityRow("95b", "a file system that has space for only one more file, or is read-only")]
    public async Task A_file_system_without_space_for_another_file_is_sufficient()
    {
        var bytes = Bytes(1000);
        var id = await FilledAsync(bytes);
        using var disk = new SmallDisk(InFolder("disk"), "nr_inodes=2");
        Connect(Demo);
        Shell.Set("folder", disk.Folder);

        Shell.Run($"Save-OSImage {id} $folder/saved.img").MustSucceed();
        var error = Shell.Run($"Save-OSImage {id} $folder/second.img").SingleError();

        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(disk.Folder, "saved.img")));
        Assert.Single(Directory.GetFiles(disk.Folder));
        disk.Remount("ro");
        ErrorsPage.AssertTold(Shell.Run($"Save-OSImage {id} $folder/saved.img -Force").SingleError(), error.Id(), "cannot be used");
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(disk.Folder, "saved.img")));
        ReliabilityPage.Saw("95b", $"1 file; then {error.Id()}, and nothing is left");
    }

    [LinuxFact("has files where a folder is expected")]
    public async Task A_path_below_a_file_and_a_path_with_a_NUL_character_are_explained()
    {
        var id = await FilledAsync(Bytes(10));
        Connect(Demo);
        Shell.Set("file", MakeFile(Bytes(3), "file"));

        ErrorsPage.AssertTold(
            Shell.Run($"Save-OSImage {id} $file/saved.img").SingleError(), "FileNotFound", "is a file, not a folder");
        var error = Shell.Run($"Save-OSImage {id} \"$file`0\"").SingleError();

        Assert.Equal("FileFailed", error.Id());
        Assert.DoesNotContain("Parameter", error.ToString(), StringComparison.Ordinal);
    }
}
