using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>The comparison of uploaded data with the stored data.</summary>
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
        Shell.Set("path", MakeFile(bytes)).Set("chunks", bytes.Chunk(300).ToArray());
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

        var result = Shell.Run(isStream ? "$chunks | New-OSImage hashed" : "New-OSImage hashed -Path $path");

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

    [LocalCloudFact("shows a checksum of different data")]
    public void A_second_hash_that_is_wrong_is_a_warning_if_it_was_computed_too()
    {
        Connect(Demo);
        Shell.Set("chunks", Bytes(1000).Chunk(300).ToArray());
        Cloud.Local.Faults.Add(
            new Fault { When = request => IsShow(request) && Change(request, image => image.Checksum = new string('0', 32)) });

        var result = Shell.Run("$chunks | New-OSImage 'two hashes'");

        Cloud.Local.Faults.Clear();
        Assert.Equal("active", result.Single().Text("Status"));
        Assert.Contains("but its other hash is md5:000", Assert.Single(result.Warnings), StringComparison.Ordinal);
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

    [LocalCloudTheory("stores different data than it received")]
    [InlineData("Send-OSImageData $id $path")]
    [InlineData("$chunks | Send-OSImageData $id")]
    [InlineData("Send-OSImageData $id -InputStream ([IO.MemoryStream]::new($bytes))")]
    public async Task Data_that_the_cloud_stored_differently_is_an_error(string command)
    {
        var bytes = Bytes(1000);
        var id = await Demo.CreateImageAsync(TestCloud.Name("sent"));
        Connect(Demo);
        Shell.Set("id", id).Set("path", MakeFile(bytes)).Set("chunks", bytes.Chunk(300).ToArray()).Set("bytes", bytes);
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
