using System.Security.Cryptography;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>The parameter -ExpectedHash of uploads, downloads and imports.</summary>
public sealed class ExpectedHashTests(TestCloud cloud) : DataTests(cloud)
{
    [Theory]
    [InlineData("New-OSImage $name -Path $path -ExpectedHash {0}")]
    [InlineData("New-OSImage $name -Path $path -ExpectedHash SHA256:{0}")]
    [InlineData("$chunks | New-OSImage $name -ExpectedHash {0}")]
    public async Task Data_with_another_hash_is_not_uploaded(string command)
    {
        var bytes = Bytes(1000);
        Connect(Demo);
        var name = TestCloud.Name("hashed");
        Shell.Set("path", MakeFile(bytes)).Set("chunks", bytes.Chunk(300).ToArray()).Set("name", name);
        var (right, wrong) = (Convert.ToHexString(SHA256.HashData(bytes)), Convert.ToHexString(SHA256.HashData(Bytes(5))));

        ErrorsPage.AssertTold(
            Shell.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, wrong)).SingleError(),
            "HashMismatch",
            "sha256");
        Assert.Empty(Shell.Run("Get-OSImage -Name $name -Owner demo").MustSucceed().Output);
        var made = Shell.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, right)).Single();
        Demo.Owns(made.Text("Id")!);

        var id = await FilledAsync(bytes);
        Shell.Set("target", InFolder("saved.img"));
        ErrorsPage.AssertTold(Shell.Run($"Save-OSImage {id} $target -ExpectedHash {wrong}").SingleError(), "HashMismatch", "sha256");
        Assert.False(File.Exists(InFolder("saved.img")));
        Shell.Run($"Save-OSImage {id} $target -ExpectedHash {right}").MustSucceed();
    }

    [Theory]
    [InlineData("Send-OSImageData $id $path -ExpectedHash {0}", true)]
    [InlineData("Send-OSImageData $id -LiteralPath $path -ExpectedHash sha256:{0}", true)]
    [InlineData("Send-OSImageData $id $path -Stage -ExpectedHash {0}", true)]
    [InlineData("$chunks | Send-OSImageData $id -ExpectedHash {0}", false)]
    public async Task Data_with_another_hash_is_not_sent_to_an_existing_image(string command, bool isFile)
    {
        var bytes = Bytes(1000);
        var id = await Demo.CreateImageAsync(TestCloud.Name("sent"));
        Connect(Demo);
        Shell.Set("id", id).Set("path", MakeFile(bytes)).Set("chunks", bytes.Chunk(300).ToArray());
        var (right, wrong) = (Convert.ToHexString(SHA256.HashData(bytes)), Convert.ToHexString(SHA256.HashData(Bytes(5))));

        ErrorsPage.AssertTold(
            Shell.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, wrong)).SingleError(),
            "HashMismatch",
            "sha256");

        Assert.True(!isFile || !Requests().Any(request => request.StartsWith("PUT", StringComparison.Ordinal)));
        // A real Glance does not detect immediately that the data is incomplete.
        var image = Shell.Run($"Wait-OSImage {id} -Status queued -TimeoutSec 60").Single();
        Assert.Equal(("queued", null), (image.Text("Status"), image.Text("HashValue")));
        Shell.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, right)).MustSucceed();
    }

    [LocalCloudTheory("has no hash")]
    [InlineData("Save-OSImage $id $saved")]
    [InlineData("$null = Save-OSImage $id -AsByteStream")]
    [InlineData("Save-OSImage $id $saved -ExpectedHash $hash")]
    public async Task A_download_from_a_cloud_without_a_hash_warns_or_compares_the_expected_hash(string command)
    {
        var bytes = Bytes(1000);
        await using var other = await OtherCloud.StartAsync(new() { HashAlgorithm = null, HasChecksum = false });
        await other.ConnectAsync(Shell, "demo", "secret", "demo");
        Shell.Set("path", MakeFile(bytes)).Set("saved", InFolder("saved.img")).Set("hash", Sha512(bytes));
        var upload = Shell.Run("New-OSImage unhashed -Path $path");
        Assert.Contains("no hash", Assert.Single(upload.Warnings), StringComparison.Ordinal);

        var result = Shell.Set("id", Assert.Single(upload.Output).Text("Id")).Run(command).MustSucceed();

        Assert.Equal(command.Contains("-ExpectedHash", StringComparison.Ordinal) ? 0 : 1, result.Warnings.Count);
        Assert.All(result.Warnings, warning => Assert.Contains("no hash", warning, StringComparison.Ordinal));
        ErrorsPage.AssertTold(
            Shell.Run($"Save-OSImage $id $saved -Force -ExpectedHash {Sha512(Bytes(5))}").SingleError(), "HashMismatch", "sha512");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("sha256:abcd")]
    [InlineData("md5:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public void An_invalid_hash_is_refused(string hash)
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(10)));

        Assert.NotNull(Shell.Run($"New-OSImage $name -Path $path -ExpectedHash '{hash}'").Terminating);
        Assert.Empty(Requests());
    }

    [Fact]
    public async Task An_import_is_compared_with_the_expected_hash_or_is_HashNotComparable()
    {
        var bytes = Bytes(1000);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes));
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await Demo.CreateImageAsync(TestCloud.Name("imported")));
            Shell.Run($"Send-OSImageData {ids[i]} $path -Stage").MustSucceed();
        }

        Shell.Run($"Import-OSImage {ids[0]} -Wait -ExpectedHash {Sha512(bytes)}").MustSucceed();
        ErrorsPage.AssertTold(
            Shell.Run($"Import-OSImage {ids[1]} -Wait -ExpectedHash {Sha512(Bytes(9))}").SingleError(),
            "HashMismatch",
            ids[1],
            "not deleted");
        ErrorsPage.AssertTold(
            Shell.Run($"Import-OSImage {ids[2]} -Wait -ExpectedHash {Convert.ToHexString(SHA256.HashData(bytes))}").SingleError(),
            "HashNotComparable",
            ids[2],
            "not deleted");
        ErrorsPage.AssertTold(
            Shell.Run($"Import-OSImage {ids[2]} -ExpectedHash {Sha512(bytes)}").MustTerminate(), "InvalidParameters", "-Wait");
        Assert.Equal(["active", "active", "active"], Shell.Set("ids", ids).Run("$ids | Get-OSImage").Texts("Status"));
    }
}
