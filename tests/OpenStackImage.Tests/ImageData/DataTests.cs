using System.Security.Cryptography;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>A class of tests that transfer data, with a separate folder.</summary>
public abstract class DataTests(TestCloud cloud) : CloudTests(cloud)
{
    private protected const int Several = (3 * 1024 * 1024) + 77;

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("openstackimage-data-").FullName;

    /// <summary>Bytes without a run of zeros and without the signature of a format, the same in every run.</summary>
    private protected static byte[] Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private protected string InFolder(string name) => Path.Combine(Folder, name);

    private protected static bool IsUpload(FaultedRequest request)
        => request.Method == "PUT" && request.Path.EndsWith("/file", StringComparison.Ordinal);

    private protected static bool IsDownload(FaultedRequest request)
        => request.Method == "GET" && request.Path.EndsWith("/file", StringComparison.Ordinal);

    private protected static bool IsPatchOf(FaultedRequest request, string imageId)
        => request.Method == "PATCH" && request.Path.EndsWith(imageId, StringComparison.Ordinal);

    private protected string[] Files()
        => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Creates a file of these bytes, and returns its path.</summary>
    private protected string MakeFile(byte[] bytes, string name = "disk.img")
    {
        var path = InFolder(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Creates an image with data, and returns its ID.</summary>
    private protected async Task<string> FilledAsync(byte[] bytes, string? name = null, CloudAccount? owner = null)
    {
        owner ??= Demo;
        var id = await owner.CreateImageAsync(name ?? TestCloud.Name("filled"));
        await owner.UploadAsync(id, bytes);
        return id;
    }

    private protected static string Sha512(byte[] bytes) => Convert.ToHexStringLower(SHA512.HashData(bytes));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
