using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Data is verified, or it is said that it was not.</summary>
public sealed class VerificationTests(TestCloud cloud) : DataTests(cloud)
{
    [LocalCloudTheory("shows another state of an image")]
    [InlineData("queued")]
    [InlineData("saving")]
    [InlineData("uploading")]
    [InlineData("importing")]
    public void An_upload_waits_until_the_image_is_active(string status)
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        var shows = 0;
        Cloud.Local.Faults.Add(new Fault { When = request => IsShow(request) && SetStatus(request, ++shows <= 2 ? status : "active") });

        var image = Shell.Run("New-OSImage slow -Path $path").Single();

        Cloud.Local.Faults.Clear();
        Assert.Equal(("active", 3), (image.Text("Status"), shows));
    }

    [LocalCloudFact("shows a killed image")]
    public void A_killed_image_is_a_separate_error_and_is_removed()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(new Fault { When = request => IsShow(request) && SetStatus(request, "killed") });

        var error = Shell.Run("New-OSImage dead -Path $path").SingleError();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "ImageKilled", "killed");
        Assert.DoesNotContain(Cloud.Local.State.Images, image => image.Name == "dead");
    }

    [LocalCloudTheory("hashes by other algorithms")]
    [InlineData("sha256", true, true)]
    [InlineData("sha256", false, true)]
    [InlineData("sha256", true, false)]
    [InlineData("md5", true, true)]
    [InlineData("md5", false, false)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    [SuppressMessage("Security", "CA5351", Justification = "MD5 is what Glance's checksum is; it is compared, not trusted.")]
    public void An_upload_is_compared_by_the_hash_that_the_cloud_has(string? algorithm, bool isRight, bool isStream)
    {
        var bytes = Bytes(1000);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes)).Set("pieces", bytes.Chunk(300).ToArray());
        var right = isRight ? bytes : Bytes(1000, seed: 5);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => IsShow(request) && Change(request, image =>
            {
                image.HashAlgorithm = algorithm;
                image.HashValue = algorithm switch
                {
                    "sha256" => Convert.ToHexStringLower(SHA256.HashData(right)),
                    "md5" => Convert.ToHexStringLower(MD5.HashData(right)),
                    _ => null,
                };
                image.Checksum = Convert.ToHexStringLower(MD5.HashData(right));
            }),
        });

        var result = Shell.Run(isStream ? "$pieces | New-OSImage hashed" : "New-OSImage hashed -Path $path");

        Cloud.Local.Faults.Clear();
        if (isRight)
        {
            Assert.Equal("active", result.Single().Text("Status"));
            Assert.Empty(result.Warnings);
        }
        else
        {
            ErrorsPage.AssertTold(result.SingleError(), "HashMismatch", algorithm ?? "md5");
        }
    }

    [LocalCloudFact("has no hash")]
    public void Without_a_hash_there_is_a_warning()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => IsShow(request)
                    && Change(request, image => (image.HashAlgorithm, image.HashValue, image.Checksum) = (null, null, null)),
            });

        var result = Shell.Run("New-OSImage unhashed -Path $path");

        Cloud.Local.Faults.Clear();
        Assert.Contains("no hash", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [LocalCloudFact("converts images")]
    public void A_store_that_converts_is_accepted_with_a_warning()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(DiskHeaders.Of("qcow2")));
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => IsShow(request)
                    && Change(request, image => (image.DiskFormat, image.Size, image.HashValue) = ("raw", 99, "00")),
            });

        var result = Shell.Run("New-OSImage converted -Path $path");

        Cloud.Local.Faults.Clear();
        Assert.Equal("raw", Assert.Single(result.Output).Text("DiskFormat"));
        Assert.Contains("converted", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-OSImage $name -Path $path -ExpectedHash {0}")]
    [InlineData("New-OSImage $name -Path $path -ExpectedHash SHA256:{0}")]
    [InlineData("$pieces | New-OSImage $name -ExpectedHash {0}")]
    public async Task Data_with_another_hash_is_not_uploaded(string command)
    {
        var bytes = Bytes(1000);
        Connect(Demo);
        var name = TestCloud.Name("hashed");
        Shell.Set("path", MakeFile(bytes)).Set("pieces", bytes.Chunk(300).ToArray()).Set("name", name);
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
    [InlineData("$pieces | Send-OSImageData $id -ExpectedHash {0}", false)]
    public async Task Data_with_another_hash_is_not_sent_to_an_existing_image(string command, bool isFile)
    {
        var bytes = Bytes(1000);
        var id = await Demo.CreateImageAsync(TestCloud.Name("sent"));
        Connect(Demo);
        Shell.Set("id", id).Set("path", MakeFile(bytes)).Set("pieces", bytes.Chunk(300).ToArray());
        var (right, wrong) = (Convert.ToHexString(SHA256.HashData(bytes)), Convert.ToHexString(SHA256.HashData(Bytes(5))));

        ErrorsPage.AssertTold(
            Shell.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, wrong)).SingleError(),
            "HashMismatch",
            "sha256");

        Assert.True(!isFile || !Requests().Any(request => request.StartsWith("PUT", StringComparison.Ordinal)));
        // A real Glance needs a moment to notice that the data ended too early.
        var image = Shell.Run($"Wait-OSImage {id} -Status queued -TimeoutSec 60").Single();
        Assert.Equal(("queued", null), (image.Text("Status"), image.Text("HashValue")));
        Shell.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, right)).MustSucceed();
    }

    [LocalCloudTheory("stores other data than it received")]
    [InlineData("Send-OSImageData $id $path")]
    [InlineData("$pieces | Send-OSImageData $id")]
    [InlineData("Send-OSImageData $id -InputStream ([IO.MemoryStream]::new($bytes))")]
    public async Task Data_that_the_cloud_stored_differently_is_an_error(string command)
    {
        var bytes = Bytes(1000);
        var id = await Demo.CreateImageAsync(TestCloud.Name("sent"));
        Connect(Demo);
        Shell.Set("id", id).Set("path", MakeFile(bytes)).Set("pieces", bytes.Chunk(300).ToArray()).Set("bytes", bytes);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => IsShow(request) && Cloud.Local.State.Image(id)!.Status == "active"
                && Change(request, image => image.HashValue = new string('0', 128)),
        });

        var error = Shell.Run(command).SingleError();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "HashMismatch", id);
        Assert.NotNull(Cloud.Local.State.Image(id));
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

    [Fact]
    public void A_replacement_does_not_inherit_hashes_of_the_old_data_and_a_second_run_changes_nothing()
    {
        var name = TestCloud.Name("rotated");
        Connect(Demo);
        Shell.Set("name", name).Set("first", MakeFile(Bytes(100), "first.img")).Set("second", MakeFile(Bytes(200), "second.img"));
        var old = Shell.Run(
            "New-OSImage $name -Path $first -Property owner_specified.openstack.md5=aa, owner_specified.openstack.sha256=bb, "
                + "owner_specified.openstack.object=cc, owner_specified.shade.md5=dd, os_distro=arch").Single();
        Demo.Owns(old.Text("Id")!);

        var made = Shell.Run("New-OSImage -Replaces $name -Path $second").Single();
        Demo.Owns(made.Text("Id")!);
        var again = Shell.Run("New-OSImage -Replaces $name -Path $second").Single();

        Assert.Equal(["os_distro"], made.Value<IEnumerable<KeyValuePair<string, string>>>("Properties").Select(property => property.Key));
        Assert.Equal(made.Text("Id"), again.Text("Id"));
        Assert.Equal([made.Text("Id")!], Shell.Run("Get-OSImage -Name $name").Texts("Id"));
    }

    [LocalCloudFact("refuses to hide an image")]
    public void A_replacement_whose_last_step_fails_is_still_returned()
    {
        Connect(Demo);
        Shell.Set("first", MakeFile(Bytes(100), "first.img")).Set("second", MakeFile(Bytes(200), "second.img"));
        var old = Shell.Run("New-OSImage unhidden -Path $first").Single().Text("Id")!;
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Method == "PATCH" && request.Path.EndsWith(old, StringComparison.Ordinal),
                Status = 500,
            });

        var result = Shell.Run("New-OSImage -Replaces unhidden -Path $second");

        Cloud.Local.Faults.Clear();
        Assert.Equal("200", Assert.Single(result.Output).Text("Size"));
        Assert.Single(result.Errors);
        Assert.Contains($"Set-OSImage {old} -Hidden $true", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    private static bool IsShow(FaultedRequest request)
        => request.Method == "GET"
            && request.Path.StartsWith("/v2/images/", StringComparison.Ordinal)
            && request.Path.Length == "/v2/images/".Length + 36;

    private bool SetStatus(FaultedRequest request, string status) => Change(request, image => image.Status = status);

    private bool Change(FaultedRequest request, Action<ImageRecord> change)
    {
        Cloud.Local.State.UpdateImage(request.Path[^36..], change);
        return true;
    }
}
