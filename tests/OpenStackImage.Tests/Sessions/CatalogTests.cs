using System.Text.Json.Nodes;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>A class of tests with a Keystone whose catalog each test specifies.</summary>
public abstract class CatalogTests : VariableTests
{
    private protected JsonArray Catalog { get; } = [Service("identity", "keystone", ("public", "RegionOne"))];

    private protected RawServer Server { get; }

    protected CatalogTests(TestCloud cloud) : base(cloud)
    {
        Server = RawServer.Responding(request => request.Method == "POST" ? SignedIn() : RawServer.Ok(RawServerTests.EmptyList));
        Shell.Set("url", Server.Uri.AbsoluteUri).Set("credential", Shell.Credential("demo", "a-password"));
    }

    protected override void Dispose(bool disposing)
    {
        Server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    /// <summary>A service as Keystone lists it; its addresses are set when it is sent.</summary>
    private protected static JsonObject Service(string type, string name, params (string Interface, string Region)[] endpoints) => new()
    {
        ["id"] = Guid.NewGuid().ToString("N"),
        ["type"] = type,
        ["name"] = name,
        ["endpoints"] = new JsonArray([.. endpoints.Select(endpoint => new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString("N"),
            ["interface"] = endpoint.Interface,
            ["region"] = endpoint.Region,
            ["region_id"] = endpoint.Region,
        })]),
    };

    private protected static (string Interface, string Region)[] Parse(string endpoints)
        => [.. endpoints.Split(", ").Select(endpoint => endpoint.Split(' ')).Select(words => (words[0], words[1]))];

    private protected static string Versions(string id, string link)
        => RawServer.Reply(
            "300 MULTIPLE CHOICES",
            $$"""{"versions": [{"id": "{{id}}", "status": "CURRENT", "links": [{"rel": "self", "href": "{{link}}"}]}]}""");

    private protected Uri Image(string path) => new($"{Server.Uri}{path}/v2");

    private protected ShellResult Connect(string options)
        => Shell.Run($"Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo {options}");

    private protected void WriteCloud(string settings)
        => Folder.Write(
            "clouds.yaml",
            $"clouds: {{ prod: {{ {settings}{(settings.Length > 0 ? ", " : "")}auth: {{ auth_url: '{Server.Uri}', username: demo, "
                + "password: a-password, project_name: demo } } }");

    private protected string SignedIn()
    {
        foreach (var endpoint in Catalog.SelectMany(service => service!["endpoints"]!.AsArray()))
        {
            endpoint!["url"] ??= $"{Server.Uri}{endpoint["region"]}/{endpoint["interface"]}";
        }

        var token = new JsonObject
        {
            ["token"] = new JsonObject
            {
                ["methods"] = new JsonArray("password"),
                ["user"] = new JsonObject { ["id"] = "u", ["name"] = "demo", ["domain"] = DefaultDomain() },
                ["project"] = new JsonObject { ["id"] = "p", ["name"] = "demo", ["domain"] = DefaultDomain() },
                ["roles"] = new JsonArray(new JsonObject { ["id"] = "r", ["name"] = "member" }),
                ["issued_at"] = "2026-11-24T00:00:00.000000Z",
                ["expires_at"] = "2036-11-24T00:00:00.000000Z",
                ["catalog"] = Catalog.DeepClone(),
            },
        };
        return RawServer.Reply("201 CREATED", token.ToJsonString(), "X-Subject-Token: a-token\r\n");

        static JsonObject DefaultDomain() => new() { ["id"] = "default", ["name"] = "Default" };
    }
}
