using System.Diagnostics;
using System.Runtime.Versioning;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Files that Save-OSImage writes and New-OSImage reads: hostile names, links, devices, other users' files.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileSafetyTests(TestCloud cloud) : DataTests(cloud)
{
    [LocalCloudTheory("stores any name and format")]
    [InlineData("evil", "/../../pwned.txt", "evil")]
    [InlineData("../../etc/x", "raw", "_.._etc_x.raw")]
    [InlineData("CON", "raw", "_CON.raw")]
    [InlineData("nul.img", "raw", "_nul.img.raw")]
    [InlineData("dots. . .", "raw", "dots.raw")]
    [InlineData("a\u202eb\u2028c", "raw", "a_b_c.raw")]
    public async Task A_hostile_name_or_format_stays_in_the_folder(string name, string format, string file)
    {
        var id = await FilledAsync(Bytes(100));
        Cloud.Local.State.UpdateImage(id, image => (image.Name, image.DiskFormat) = (name, format));
        Connect(Demo);
        Shell.Set("folder", Folder);

        Assert.Equal([Path.Combine(Folder, file)], Shell.Run($"Save-OSImage {id} $folder -PassThru").Texts("FullName"));
        Assert.Equal([file], Files());
    }

    [LocalCloudFact("stores any name")]
    public async Task Long_names_are_cut_to_255_bytes()
    {
        Connect(Demo);
        Shell.Set("folder", Folder);
        foreach (var name in new[] { new string('a', 255), new string('é', 250), new string('漢', 200) })
        {
            var id = await FilledAsync(Bytes(100));
            Cloud.Local.State.UpdateImage(id, image => image.Name = name);

            Shell.Run($"Save-OSImage {id} $folder; Save-OSImage {id} $folder -Resume -Force").MustSucceed();
        }

        Assert.Equal(3, Files().Length);
        Assert.All(Files(), file => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(file), 240, 255));
    }

    [LocalCloudFact("stores any name")]
    public async Task Two_images_of_one_file_name_do_not_replace_each_other()
    {
        var (first, second) = (await FilledAsync(Bytes(100)), await FilledAsync(Bytes(200)));
        Cloud.Local.State.UpdateImage(first, image => image.Name = "a/b");
        Cloud.Local.State.UpdateImage(second, image => image.Name = "a:b");
        Connect(Demo);
        Shell.Set("folder", Folder).Set("ids", new[] { first, second });

        var error = Shell.Run("$ids | Save-OSImage -Path $folder -Force").SingleError();

        ErrorsPage.AssertTold(error, "FileExists", "would replace it");
        Assert.Equal(["a_b.raw"], Files());
    }

    [LinuxFact("has links and devices")]
    public async Task Force_replaces_regular_files_only_and_keeps_links()
    {
        var bytes = Bytes(100);
        var id = await FilledAsync(bytes);
        MakeFile(Bytes(3), "real.img");
        File.SetUnixFileMode(InFolder("real.img"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(InFolder("link.img"), InFolder("real.img"));
        File.CreateSymbolicLink(InFolder("dangling.img"), InFolder("nowhere.img"));
        Process.Start("mkfifo", InFolder("fifo")).WaitForExit();
        Connect(Demo);
        Shell.Set("folder", Folder);

        Shell.Run($"Save-OSImage {id} $folder/link.img -Force").MustSucceed();
        ErrorsPage.AssertTold(Shell.Run($"Save-OSImage {id} $folder/link.img").SingleError(), "FileExists");
        ErrorsPage.AssertTold(Shell.Run($"Save-OSImage {id} $folder/fifo -Force").SingleError(), "FileFailed", "not a regular file");
        ErrorsPage.AssertTold(Shell.Run($"Save-OSImage {id} $folder/dangling.img -Force").SingleError(), "FileFailed", "link");

        Assert.Equal(InFolder("real.img"), new FileInfo(InFolder("link.img")).LinkTarget);
        Assert.Equal(bytes, File.ReadAllBytes(InFolder("real.img")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(InFolder("real.img")));
        Assert.DoesNotContain(
            Requests(), request => request.Contains("/file", StringComparison.Ordinal) && Requests().Count(other => other == request) > 1);
    }

    [LinuxFact("has links")]
    public async Task Resume_opens_no_link_and_no_file_of_another_user()
    {
        var id = await FilledAsync(Bytes(1000));
        MakeFile(Bytes(3), "victim");
        File.CreateSymbolicLink(InFolder($"saved.img.{id}.part"), InFolder("victim"));
        Connect(Demo);
        Shell.Set("path", InFolder("saved.img"));

        ErrorsPage.AssertTold(Shell.Run($"Save-OSImage {id} $path -Resume").SingleError(), "FileFailed", "not a regular file of this user");

        Assert.Equal(3, new FileInfo(InFolder("victim")).Length);
        Shell.Run($"Save-OSImage {id} $path").MustSucceed();
    }

    [RootFact("gives a file to another user")]
    public async Task Resume_refuses_the_file_of_another_user()
    {
        var id = await FilledAsync(Bytes(1000));
        var part = MakeFile(Bytes(3), $"saved.img.{id}.part");
        Process.Start("chown", ["65534", part]).WaitForExit();
        Connect(Demo);
        Shell.Set("path", InFolder("saved.img"));

        ErrorsPage.AssertTold(Shell.Run($"Save-OSImage {id} $path -Resume").SingleError(), "FileFailed", "not a regular file of this user");
        Assert.Equal(3, new FileInfo(part).Length);
    }

    [LinuxFact("has file modes")]
    public async Task A_new_file_has_the_default_permissions()
    {
        var id = await FilledAsync(Bytes(1000));
        MakeFile([], "usual");
        Connect(Demo);

        Shell.Set("path", InFolder("saved.img")).Run($"Save-OSImage {id} $path").MustSucceed();

        Assert.Equal(File.GetUnixFileMode(InFolder("usual")), File.GetUnixFileMode(InFolder("saved.img")));
    }

    [LinuxFact("has devices and FIFOs")]
    public void Only_regular_files_are_uploaded()
    {
        Process.Start("mkfifo", InFolder("fifo")).WaitForExit();
        Connect(Demo);
        var name = TestCloud.Name("special");
        Shell.Set("folder", Folder);

        foreach (var path in new[] { "/dev/zero", "$folder/fifo", "$folder", "/proc/version" })
        {
            ErrorsPage.AssertTold(Shell.Run($"New-OSImage '{name}' -Path {path}").SingleError(), "FileFailed");
        }

        Assert.DoesNotContain(name, Shell.Run("Get-OSImage -Owner demo").Texts("Name"));
    }

    [LocalCloudTheory("changes a file during its upload")]
    [InlineData("grows")]
    [InlineData("shrinks")]
    [InlineData("is overwritten")]
    public void A_file_that_changes_during_its_upload_is_one_error_and_no_image(string how)
    {
        var path = MakeFile(Bytes(4_000_000));
        Connect(Demo);
        Shell.Set("path", path);
        var images = Cloud.Local.State.ImageCount;

        // The size is read when the file is opened; it changes before the data is sent.
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "POST" && request.Path == "/v2/images" && Change() });

        ErrorsPage.AssertTold(Shell.Run("New-OSImage changing -Path $path").SingleError(), "FileFailed", "changed while it was sent");

        Cloud.Local.Faults.Clear();
        Assert.Equal(images, Cloud.Local.State.ImageCount);
        Assert.Single(Requests(), request => request.StartsWith("PUT", StringComparison.Ordinal));

        bool Change()
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(how == "grows" ? 5_000_000 : how == "shrinks" ? 1_000_000 : file.Length);
            file.WriteByte(7);
            return true;
        }
    }

    [LocalCloudFact("breaks every download")]
    public async Task A_download_that_is_interrupted_every_100_KB_is_complete()
    {
        var bytes = Bytes(1_000_000);
        var id = await FilledAsync(bytes);
        Connect(Demo);
        Shell.Set("path", InFolder("saved.img"));
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Cut = Cut.MidBody, CutAfterBytes = 100_000 });

        Shell.Run($"Save-OSImage {id} $path").MustSucceed();

        Cloud.Local.Faults.Clear();
        Assert.Equal(bytes, File.ReadAllBytes(InFolder("saved.img")));
    }
}
