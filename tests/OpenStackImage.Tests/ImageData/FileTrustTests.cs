using System.Diagnostics;
using System.Runtime.Versioning;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Files, links and folders that another user of the computer prepared, or that change while an image is saved.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileTrustTests(TestCloud cloud) : DataTests(cloud)
{
    [LinuxFact("has hard links")]
    [ReliabilityRow("89", "a temporary file of -Resume that is a hard link to a file of the user")]
    public async Task Resume_does_not_write_through_a_hard_link()
    {
        var id = await FilledAsync(Bytes(1000));
        var victim = MakeFile(Bytes(3), "victim");
        Process.Start("ln", [victim, InFolder($"saved.img.{id}.part")]).WaitForExit();
        Connect(Demo);

        var error = Shell.Set("path", InFolder("saved.img")).Run($"Save-OSImage {id} $path -Resume").SingleError();

        Assert.Equal(3, new FileInfo(victim).Length);
        ReliabilityPage.Saw("89", $"{error.Id()}; the file is unchanged");
    }

    [RootFact("gives a link to another user")]
    [ReliabilityRow("89b", "-Force with a link that another user created and that refers to a file of the user")]
    public async Task Force_does_not_follow_the_link_of_another_user()
    {
        var id = await FilledAsync(Bytes(1000));
        var victim = MakeFile(Bytes(3), "victim");
        File.CreateSymbolicLink(InFolder("saved.img"), victim);
        Process.Start("chown", ["-h", "65534", InFolder("saved.img")]).WaitForExit();
        Connect(Demo);

        var error = Shell.Set("path", InFolder("saved.img")).Run($"Save-OSImage {id} $path -Force").SingleError();

        ErrorsPage.AssertTold(error, "FileFailed", "another user has created");
        Assert.Equal(3, new FileInfo(victim).Length);
        ReliabilityPage.Saw("89b", $"{error.Id()}; the file is unchanged");
    }

    [LinuxFact("has links")]
    public async Task Links_to_folders_are_treated_as_folders()
    {
        var bytes = Bytes(1000);
        var id = await FilledAsync(bytes);
        Directory.CreateDirectory(InFolder("real"));
        Directory.CreateSymbolicLink(InFolder("link"), InFolder("real"));
        Connect(Demo);
        Shell.Set("folder", Folder);

        Shell.Run($"Save-OSImage {id} $folder/link/saved.img; Save-OSImage {id} $folder/link").MustSucceed();
        Shell.Run($"New-OSImage '{TestCloud.Name("linked")}' -Path $folder/link/saved.img").MustSucceed();

        Assert.Equal(bytes, File.ReadAllBytes(InFolder("real/saved.img")));
        Assert.Equal(2, Directory.GetFiles(InFolder("real")).Length);
    }

    [LocalCloudTheory("changes the target while the data is sent")]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [ReliabilityRow("89c", "a target that is replaced by a folder or a file during the download")]
    public async Task A_target_that_changes_during_the_download_is_not_replaced(bool existed, bool becomesFolder)
    {
        var id = await FilledAsync(Bytes(1000));
        var path = InFolder("saved.img");
        if (existed)
        {
            File.WriteAllText(path, "old");
        }

        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Path.EndsWith("/file", StringComparison.Ordinal) && Change() });

        var result = Shell.Set("path", path).Run($"Save-OSImage {id} $path {(existed ? "-Force" : "")}");

        Cloud.Local.Faults.Clear();
        if (existed && !becomesFolder)
        {
            // A regular file is replaced, as -Force specifies.
            result.MustSucceed();
        }
        else
        {
            Assert.True(result.SingleError().Id() is "FileExists" or "FileFailed", result.SingleError().Id());
        }

        Assert.DoesNotContain(Directory.GetFiles(Folder), file => file.EndsWith(".part", StringComparison.Ordinal));
        ReliabilityPage.Checked("89c", "an error, unless a regular file is replaced; no temporary file remains");

        bool Change()
        {
            if (becomesFolder)
            {
                File.Delete(path);
                Directory.CreateDirectory(path);
            }
            else
            {
                File.WriteAllText(path, "new");
            }

            return false;
        }
    }

    [LocalCloudTheory("removes files while the data is sent")]
    [InlineData(true, "FileNotFound")]
    [InlineData(false, "FileFailed")]
    [ReliabilityRow("89e", "a folder that is removed, or a temporary file that is replaced, during the download")]
    public async Task A_temporary_file_that_is_removed_or_replaced_is_not_used(bool removesFolder, string errorId)
    {
        var id = await FilledAsync(Bytes(1000));
        var folder = Directory.CreateDirectory(InFolder("removed")).FullName;
        var path = Path.Combine(folder, "saved.img");
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Path.EndsWith("/file", StringComparison.Ordinal) && Change() });

        var error = Shell.Set("path", path).Run("Save-OSImage $id $path".Replace("$id", id, StringComparison.Ordinal)).SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal(errorId, error.Id());
        Assert.False(File.Exists(path));
        ReliabilityPage.Checked("89e", "FileNotFound or FileFailed, 0 files");

        bool Change()
        {
            var part = Directory.GetFiles(folder).Single();
            if (removesFolder)
            {
                Directory.Delete(folder, recursive: true);
            }
            else
            {
                File.Delete(part);
                File.WriteAllBytes(part, Bytes(1000));
            }

            return false;
        }
    }

    [LocalCloudTheory("stores any name")]
    [InlineData("Ubuntu", "ubuntu")]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [ReliabilityRow("89d", "two images whose names differ only in case or in their Unicode normalization, saved to one folder")]
    public async Task Names_that_some_file_systems_treat_as_equal_are_not_saved_together(string name, string other)
    {
        var (first, second) = (await FilledAsync(Bytes(100)), await FilledAsync(Bytes(200)));
        Cloud.Local.State.UpdateImage(first, image => image.Name = name);
        Cloud.Local.State.UpdateImage(second, image => image.Name = other);
        Connect(Demo);
        Shell.Set("folder", Folder).Set("ids", new[] { first, second });

        var error = Shell.Run("$ids | Save-OSImage -Path $folder -Force").SingleError();

        Assert.Single(Directory.GetFiles(Folder));
        ReliabilityPage.Saw("89d", $"1 file, then {error.Id()}");
    }
}
