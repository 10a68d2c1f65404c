using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

public sealed class DiscoverTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task Discover_sends_the_ten_requests_of_the_openstack_client()
    {
        var id = await ImageAsync();
        Connect(Demo, "-Discover");

        Shell.Run($"Get-OSImageMember {id}").MustSucceed();

        Assert.Equal(Steps(id), Requests(since: 0));
    }

    [LocalCloudFact("reads the cloud's own request log")]
    public async Task The_cloud_receives_the_ten_requests()
    {
        var id = await ImageAsync();
        Cloud.Local.Log.Clear();

        Connect(Demo, "-Discover");
        Shell.Run($"Get-OSImageMember {id}").MustSucceed();

        Assert.Equal(Steps(id), SeenByCloud());
    }

    [Fact]
    public async Task The_ten_requests_are_written_as_a_sequence_diagram()
    {
        var id = await ImageAsync();
        Connect(Demo, "-Discover");
        Shell.Run($"Get-OSImageMember {id}").MustSucceed();

        var diagram = Shell.Run("Get-OpenStackRequest | ConvertTo-OpenStackSequenceDiagram").Single().ToString();

        var identity = Cloud.AuthUrl.AbsolutePath.TrimEnd('/');
        var image = Cloud.ImageEndpoint.AbsolutePath.TrimEnd('/');
        Assert.Equal(
            $"""
            sequenceDiagram
                autonumber
                participant client as openstack-client
                participant keystone as keystone-api
                participant glance as glance-api
                client->>keystone: GET {identity}
                keystone-->>client: Response: 300 MULTIPLE CHOICES
                client->>keystone: POST {identity}/v3/auth/tokens
                keystone-->>client: Response: 201 CREATED
                client->>glance: GET {(image.Length == 0 ? "/" : image)}
                glance-->>client: Response: 300 MULTIPLE CHOICES
                client->>glance: GET {image}/v2/images/{"{image_id}"}
                glance-->>client: Response: 200 OK
                client->>glance: GET {image}/v2/images/{"{image_id}"}/members
                glance-->>client: Response: 200 OK
            """.ReplaceLineEndings("\n"),
            diagram);
    }

    [Theory]
    [InlineData("/v3")]
    [InlineData("/")]
    public void Discover_starts_at_the_version_document_for_every_path_of_the_auth_URL(string ending)
    {
        Shell.Connect(new Uri(Cloud.AuthUrl.AbsoluteUri + ending), Demo, "-Discover");

        Assert.Equal(["GET  300", "POST /v3/auth/tokens 201"], Requests(since: 0).Take(2));
    }

    private async Task<string> ImageAsync()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("discovered"));
        await Demo.ShareAsync(id, Alt);
        return id;
    }

    /// <summary>The version document of Glance is at "/" on a separate host, and at the prefix if there is one.</summary>
    private string[] Steps(string id) =>
    [
        "GET  300",
        "POST /v3/auth/tokens 201",
        Cloud.ImageEndpoint.AbsolutePath == "/" ? "GET / 300" : "GET  300",
        $"GET /v2/images/{id} 200",
        $"GET /v2/images/{id}/members 200",
    ];
}
