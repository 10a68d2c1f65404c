using System.Security.Cryptography;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.ImageData;

namespace OpenStackImage.Tests.Imports;

/// <summary>New-OSImage -Import and -Uri: create, import and wait in one command, and nothing left behind if that fails.</summary>
public sealed class NewImageImportTests(TestCloud cloud) : DataTests(cloud)
{
    [Fact]
    public void A_file_is_staged_and_imported_into_several_stores()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000))).Set("name", TestCloud.Name("imported"));

        var image = Shell.Run("New-OSImage $name $path -Import -Store fast, file -Protected").Single();
        var id = image.Text("Id")!;
        Shell.Run($"Set-OSImage {id} -Protected $false").MustSucceed();
        Demo.Owns(id);

        Assert.Equal(("active", "True"), (image.Text("Status"), image.Text("IsProtected")));
        Assert.Equal(["fast", "file"], image.Value<IEnumerable<string>>("Stores").Order(StringComparer.Ordinal));
        Assert.Equal(Sha512(Bytes(1000)), image.Text("HashValue"));
        Assert.Contains(Requests(), request => request.EndsWith("/stage 204", StringComparison.Ordinal));
    }

    [Fact]
    public void The_data_at_a_URI_is_imported()
    {
        var bytes = Bytes(1000);
        using var server = new DataServer(bytes);
        Connect(Demo);
        Shell.Set("name", TestCloud.Name("uri")).Set("hash", Convert.ToHexStringLower(SHA512.HashData(bytes)));

        var image = Shell.Run($"New-OSImage $name -Uri {server.Data} -DiskFormat raw -Tag web -ExpectedHash $hash").Single();

        Demo.Owns(image.Text("Id")!);
        Assert.Equal(("active", 1000L, "web"), (image.Text("Status"), image.Value<long>("Size"), image.Text("Tags")));
    }

    [Fact]
    public void WhatIf_names_every_step_and_creates_nothing()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));

        Assert.Equal(
            $"What if: Create image 'planned' (disk_format = 'raw', container_format = 'bare'); "
                + $"stage '{InFolder("disk.img")}' as its data; "
                + "import it by glance-direct, into fast.",
            Assert.Single(Shell.Show("New-OSImage planned $path -Import -Store fast -WhatIf")));
        Assert.EndsWith(
            "; import http://127.0.0.1/x by web-download.",
            Assert.Single(Shell.Show("New-OSImage planned -Uri http://127.0.0.1/x -DiskFormat raw -WhatIf")),
            StringComparison.Ordinal);
        Assert.All(Requests(), request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [Fact]
    public void A_failed_import_removes_the_image()
    {
        using var server = new DataServer(Bytes(1000));
        Connect(Demo);
        Shell.Set("name", TestCloud.Name("failed"));

        var error = Shell.Run($"New-OSImage $name -Uri {server.Missing} -DiskFormat raw").SingleError();

        ErrorsPage.AssertTold(error, "ImportFailed", "web-download", server.Missing);
        Assert.Empty(Shell.Run("Get-OSImage -Name $name*").MustSucceed().Output);
    }

    [Fact]
    public void Unexpected_data_removes_the_image_and_a_hash_that_cannot_be_compared_keeps_it()
    {
        using var server = new DataServer(Bytes(1000));
        Connect(Demo);
        Shell.Set("name", TestCloud.Name("hashed")).Set("wrong", new string('0', 128)).Set("sha256", new string('0', 64));

        var mismatch = Shell.Run($"New-OSImage $name -Uri {server.Data} -DiskFormat raw -ExpectedHash $wrong").SingleError();
        Assert.Empty(Shell.Run("Get-OSImage -Name $name*").MustSucceed().Output);
        var other = Shell.Run($"New-OSImage $name -Uri {server.Data} -DiskFormat raw -ExpectedHash $sha256");

        ErrorsPage.AssertTold(mismatch, "HashMismatch", "does not have the hash");
        Assert.DoesNotContain("not deleted", mismatch.ToString(), StringComparison.Ordinal);
        ErrorsPage.AssertTold(other.SingleError(), "HashNotComparable", "not deleted");
        var left = Shell.Run("Get-OSImage -Name $name*").Single().Text("Id")!;
        Demo.Owns(left);
        Assert.Contains(left, Assert.Single(other.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_import_removes_the_image()
    {
        Connect(Demo);
        Shell.Set("name", TestCloud.Name("refused"));

        ErrorsPage.AssertExplained(
            Shell.Run("New-OSImage $name -Uri ftp://127.0.0.1/x -DiskFormat raw").SingleError(), "ImportUriRefused", "ftp://127.0.0.1/x");
        Assert.Empty(Shell.Run("Get-OSImage -Name $name*").MustSucceed().Output);
    }

    [LocalCloudFact("only there an import can be made to last")]
    public async Task Ctrl_C_removes_the_image()
    {
        using var server = new DataServer(Bytes(1000));
        Connect(Demo);

        using var running = Shell.Start($"New-OSImage stopped -Uri {server.Never} -DiskFormat raw");
        await server.Asked.WaitAsync(Patience.Limit);
        await running.StopAsync().WaitAsync(Patience.Limit);

        Assert.DoesNotContain(Cloud.Local.State.Images, image => image.Name == "stopped");
    }

    [LocalCloudFact("fails while the import is running")]
    public void An_import_whose_progress_cannot_be_read_keeps_the_image_and_reports_this()
    {
        using var server = new DataServer(Bytes(1000));
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "GET"
                && request.Path.StartsWith("/v2/images/", StringComparison.Ordinal)
                && Cloud.Local.State.Images.Any(image => image.Name == "unwatched" && image.Status == "importing"),
            Status = 403,
        });

        var result = Shell.Run($"New-OSImage unwatched -Uri {server.Never} -DiskFormat raw");

        Cloud.Local.Faults.Clear();
        var left = Cloud.Local.State.Images.Single(image => image.Name == "unwatched");
        Assert.Single(result.Errors);
        Assert.All(result.Warnings, warning => Assert.Contains(left.Id, warning, StringComparison.Ordinal));
        Assert.Equal(2, result.Warnings.Count);
    }
}
