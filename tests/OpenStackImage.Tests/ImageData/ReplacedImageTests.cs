using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Tests with an image that is replaced by a new version.</summary>
public abstract class ReplacedImageTests(TestCloud cloud) : DataTests(cloud)
{
    private protected static readonly byte[] OldData = Bytes(1000, seed: 3);

    private protected static readonly byte[] NewData = Bytes(2000, seed: 4);

    /// <summary>An image of demo, and its name; the variables name, old and path are set.</summary>
    private protected (string Name, string Id) Start()
    {
        var name = TestCloud.Name("rotated");
        var old = Add(name, OldData, "arch", TimeSpan.FromMinutes(-1));
        Connect(Demo);
        Shell.Set("name", name).Set("old", old).Set("path", MakeFile(NewData));
        return (name, old);
    }

    private protected string Add(string name, byte[] data, string distribution, TimeSpan created, bool isHidden = false)
        => Cloud.Local.State.AddImage(Demo.ProjectId, name, configure: image =>
        {
            image.DiskFormat = "raw";
            image.ContainerFormat = "bare";
            image.IsHidden = isHidden;
            image.CreatedAt += created;
            image.Properties["os_distro"] = distribution;
            image.SetData(data);
        }).Id;

    /// <summary>A hidden previous version and the current one; the variables name and path of the shell are set.</summary>
    private protected (string Name, string Previous, string Current) AddVersions(Shell shell)
    {
        var name = TestCloud.Name("stopped");
        var previous = Add(name, OldData, "arch", TimeSpan.FromMinutes(-2), isHidden: true);
        var current = Add(name, Bytes(500, seed: 8), "arch", TimeSpan.FromMinutes(-1));
        shell.Set("name", name).Set("path", MakeFile(NewData));
        return (name, previous, current);
    }

    private protected ImageRecord[] Visible(string name)
        => [.. Cloud.Local.State.Images.Where(image => image.Name == name && !image.IsHidden)];

    private protected void AssertReplaced(string name, string id)
    {
        var visible = Assert.Single(Visible(name));
        Assert.Equal((id, Sha512(NewData), "active"), (visible.Id, visible.HashValue, visible.Status));
    }
}
