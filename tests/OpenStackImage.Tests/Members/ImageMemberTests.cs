using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Tests with images that are shared with one or more projects.</summary>
public abstract class ImageMemberTests(TestCloud cloud) : CloudTests(cloud)
{
    private protected async Task<(string Id, string Name)> SharedImageAsync()
    {
        var name = TestCloud.Name("shared");
        var id = await Demo.CreateImageAsync(name);
        await Demo.ShareAsync(id, Alt);
        return (id, name);
    }

    /// <summary>The owner demo, the members alt and admin.</summary>
    private protected async Task<string> ImageOfThreeAsync()
    {
        var (id, _) = await SharedImageAsync();
        await Demo.ShareAsync(id, Admin);
        return id;
    }
}
