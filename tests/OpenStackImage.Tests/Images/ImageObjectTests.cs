using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Objects that -Image accepts besides IDs, names and images: images that were serialized, rows, and members.</summary>
public sealed class ImageObjectTests(TestCloud cloud) : CloudTests(cloud)
{
    [Theory]
    [InlineData("Get-OSImage -Image $copy")]
    [InlineData("Get-OSImage -Image $copy, $copy | Select-Object -First 1")]
    [InlineData("$copy | Get-OSImage")]
    [InlineData("Get-OSImage -Image ([pscustomobject]@{ Id = $id; Name = 'another' })")]
    [InlineData("Get-OSImage -Image ([pscustomobject]@{ ImageId = $id; Id = 'another' })")]
    [InlineData("Get-OSImage -Image $member")]
    public async Task An_object_with_the_ID_of_an_image_is_that_image(string script)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("object"));
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);
        Shell.Set("id", id).Run(
            "$copy = [System.Management.Automation.PSSerializer]::Deserialize("
            + "[System.Management.Automation.PSSerializer]::Serialize((Get-OSImage $id))); $member = Get-OSImageMember $id").MustSucceed();

        Assert.Equal([id], Shell.Run(script).MustSucceed().Texts("Id"));
    }
}
