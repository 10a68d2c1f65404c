using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.ImageData;

namespace OpenStackImage.Tests.Images;

/// <summary>A class of tests that copy an image from the session source to the session target, which is a second, local cloud.</summary>
public abstract class CopyTests : DataTests
{
    private const string Create =
        "New-OSImage $name $path -DiskFormat raw -MinDisk 7 -MinRam 512 -Tag lts -Visibility shared -Session source "
        + "-Property @{ os_distro = 'ubuntu'; instance_uuid = 'x' }";

    private protected CopyTests(TestCloud cloud) : base(cloud)
    {
    }

    private protected string SourceName { get; } = TestCloud.Name("golden");

    /// <summary>Connects the sessions source and target.</summary>
    private protected async Task<OtherCloud> ConnectAsync(
        string user = "demo", string password = CloudAccount.UserPassword, string project = "demo")
    {
        var other = await OtherCloud.StartAsync(new CloudOptions());
        Connect(Demo, "-Name source");
        await other.ConnectAsync(Shell, "-Name target -NotDefault", user, password, project);
        return other;
    }

    private protected string CreateSource(byte[] bytes)
    {
        Shell.Set("name", SourceName).Set("path", MakeFile(bytes));
        var image = Shell.Run(Create).Single().Text("Id")!;
        Demo.Owns(image);
        return image;
    }

    private protected void CreateSourceOnly(byte[] bytes)
    {
        Connect(Demo, "-Name source");
        CreateSource(bytes);
    }
}
