namespace OpenStackImage.Tests.Harness;

/// <summary>
/// Images with data. The benchmarks, which have no <see cref="TestCloud"/>, include the files of <see cref="CloudAccount"/>.
/// </summary>
internal static class ActiveImages
{
    /// <summary>Creates an image with data. The name is made unique.</summary>
    public static async Task<string> CreateActiveImageAsync(this CloudAccount account, string name, byte[]? data = null)
    {
        var id = await account.CreateImageAsync(TestCloud.Name(name));
        await account.UploadAsync(id, data ?? [1, 2, 3]);
        return id;
    }
}
