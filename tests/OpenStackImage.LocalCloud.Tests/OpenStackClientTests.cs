using System.Diagnostics;

namespace OpenStackImage.LocalCloud.Tests;

/// <summary>The openstack client works with the local cloud as with a real cloud.</summary>
public sealed class OpenStackClientTests : IAsyncLifetime
{
    private CloudServer _cloud = null!;

    // The client uses the system clock, so the cloud uses it, too.
    public async ValueTask InitializeAsync() => _cloud = await CloudServer.StartAsync();

    public async ValueTask DisposeAsync() => await _cloud.DisposeAsync();

    [OpenStackClientFact]
    public async Task The_client_shares_an_image()
    {
        var state = _cloud.State;
        var id = state.AddImage(state.Project("demo").Id, "shared-by-demo").Id;
        Assert.Equal(id, await RunAsync("demo", "image show shared-by-demo -f value -c id"));
        await RunAsync("admin", "image add project shared-by-demo alt");
        var alt = state.Project("alt").Id;
        Assert.Equal($"{id} {alt} pending", await RunAsync("demo", $"image member list {id} -f value"));
        await RunAsync("alt", $"image set --accept {id}");
        Assert.Equal("accepted", Assert.Single(state.Members(id)).Status);
        Assert.Equal("shared-by-demo", await RunAsync("alt", "image list -f value -c Name"));
        await RunAsync("demo", $"image remove project {id} {alt}");
        Assert.Empty(state.Members(id));
    }

    [OpenStackClientFact]
    public async Task The_client_creates_and_deletes_an_image()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "0123456789");
            await RunAsync(
                "demo", $"image create --disk-format raw --container-format bare --file {file} --property os_distro=debian made");
        }
        finally
        {
            File.Delete(file);
        }

        var image = Assert.Single(_cloud.State.Images);
        Assert.Equal(("made", "active", 10L, "debian"), (image.Name, image.Status, image.Size, image.Properties["os_distro"]));
        await RunAsync("demo", "image delete made");
        Assert.Empty(_cloud.State.Images);
    }

    [OpenStackClientFact]
    public async Task The_client_lists_projects_and_issues_a_token()
    {
        Assert.Equal("admin\nservice\ndemo\nalt", await RunAsync("admin", "project list -f value -c Name"));
        Assert.Equal(_cloud.State.Project("demo").Id, await RunAsync("demo", "token issue -f value -c project_id"));
    }

    private async Task<string> RunAsync(string user, string arguments)
    {
        ProcessStartInfo start = new(OpenStackClientFactAttribute.Path!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        (string Name, string Value)[] variables =
        [
            ("OS_AUTH_URL", _cloud.IdentityUri.AbsoluteUri),
            ("OS_IDENTITY_API_VERSION", "3"),
            ("OS_USERNAME", user),
            ("OS_PASSWORD", user == "admin" ? "asdf" : "secret"),
            ("OS_PROJECT_NAME", user),
            ("OS_USER_DOMAIN_NAME", "Default"),
            ("OS_PROJECT_DOMAIN_NAME", "Default"),
            ("OS_REGION_NAME", "RegionOne"),
        ];
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var client = Process.Start(start)!;
        var (output, errors) = (client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
        await client.WaitForExitAsync();
        Assert.True(client.ExitCode == 0, $"openstack {arguments}: {await errors}");
        return (await output).Trim();
    }
}
