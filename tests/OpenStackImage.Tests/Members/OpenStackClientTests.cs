using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Two users share an image: the openstack client reads what the module has changed, and vice versa.</summary>
public sealed class OpenStackClientTests(TestCloud cloud) : SharingTests(cloud)
{
    [OpenStackClientFact]
    public async Task Changes_by_the_module_are_visible_to_the_client()
    {
        var image = await ImageAsync();
        Connect(Alt, "-NotDefault");
        Connect(Demo);
        Shell.Set("image", image.Name);

        Shell.Run($"Add-OSImageMember $image {Alt.ProjectId}").MustSucceed();
        Assert.Equal($"{image.Id} {Alt.ProjectId} pending", await ClientAsync(Demo, "image", "member", "list", "-f", "value", image.Id));

        Shell.Run("Approve-OSImageMember $image -Session $alt").MustSucceed();
        Assert.Equal($"{image.Id} {Alt.ProjectId} accepted", await ClientAsync(Alt, "image", "member", "list", "-f", "value", image.Id));
        Assert.Equal(image.Id, await ClientAsync(Alt, "image", "list", "-f", "value", "-c", "ID", "--name", image.Name));

        Shell.Run("Deny-OSImageMember $image -Session $alt").MustSucceed();
        Assert.Equal($"{image.Id} {Alt.ProjectId} rejected", await ClientAsync(Demo, "image", "member", "list", "-f", "value", image.Id));

        Shell.Run($"Remove-OSImageMember $image {Alt.ProjectId}").MustSucceed();
        Assert.Equal("", await ClientAsync(Demo, "image", "member", "list", "-f", "value", image.Id));
    }

    [OpenStackClientFact]
    public async Task Changes_by_the_client_are_visible_to_the_module()
    {
        var image = await ImageAsync();
        Connect(Alt, "-NotDefault");
        Connect(Demo);
        var members = $"Get-OSImageMember {image.Id}";

        await ClientAsync(Demo, "image", "add", "project", image.Id, Alt.ProjectId);
        Assert.Equal(["pending"], Shell.Run(members).Texts("Status"));
        Assert.Contains(image.Id, Shell.Run("Get-OSImage -SharedWithMe -Session $alt").Texts("Id"));

        await ClientAsync(Alt, "image", "set", "--accept", image.Id);
        Assert.Equal(["accepted"], Shell.Run(members).Texts("Status"));
        Assert.Contains(image.Id, Shell.Run("Get-OSImage -Session $alt").Texts("Id"));

        await ClientAsync(Demo, "image", "remove", "project", image.Id, Alt.ProjectId);
        Assert.Empty(Shell.Run(members).MustSucceed().Output);
    }

    private Task<string> ClientAsync(CloudAccount account, params string[] arguments)
        => OpenStackClient.RunAsync(Cloud, account, arguments);
}
