using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>A project that a test has created.</summary>
internal sealed record Tenant(string Id, string Name, string DomainId);

/// <summary>
/// Domains, projects and users that a test creates through Keystone's admin API and that nothing else uses. All of them are removed
/// afterwards.
/// </summary>
internal sealed class Tenants(TestCloud cloud) : IAsyncDisposable
{
    public const string Password = "a password of the tests";

    private const string DefaultDomainId = "default";

    private readonly HttpClient _http = new();
    private readonly List<CloudAccount> _accounts = [];
    private readonly Stack<string> _made = new();
    private string? _token;

    /// <summary>A name that no other test and no other run uses, and that is a valid variable name in PowerShell.</summary>
    public static string Name(string stem) => TestCloud.Name(stem).Replace(' ', '_').Replace('-', '_');

    /// <summary>A project, in the domain Default unless another is given.</summary>
    public async Task<Tenant> ProjectAsync(string stem = "p", string domainId = DefaultDomainId, string? name = null)
    {
        name ??= Name(stem);
        return new Tenant(await CreateAsync("project", new JsonObject { ["name"] = name, ["domain_id"] = domainId }), name, domainId);
    }

    /// <summary>Several projects in the domain Default.</summary>
    public async Task<Tenant[]> ProjectsAsync(int count)
    {
        var projects = new Tenant[count];
        for (var i = 0; i < count; i++)
        {
            projects[i] = await ProjectAsync();
        }

        return projects;
    }

    /// <summary>Two projects of one name, the first in the domain Default.</summary>
    public async Task<(Tenant Here, Tenant There)> NamesakesAsync()
    {
        var here = await ProjectAsync();
        var (domainId, _) = await DomainAsync();
        return (here, await ProjectAsync(domainId: domainId, name: here.Name));
    }

    public Task DeleteProjectAsync(string id) => SendAsync(HttpMethod.Delete, $"projects/{id}", null);

    /// <summary>A domain: its ID and its name.</summary>
    public async Task<(string Id, string Name)> DomainAsync()
    {
        var name = Name("domain");
        return (await CreateAsync("domain", new JsonObject { ["name"] = name }), name);
    }

    /// <summary>A user on its own project.</summary>
    public async Task<CloudAccount> AccountAsync(string stem, string role = "member")
    {
        var project = await ProjectAsync(stem);
        await GrantAsync(await UserAsync(project.Name), project, role);
        var account = await CloudAccount.SignInAsync(cloud.AuthUrl, project.Name, Password, project.Name);
        _accounts.Add(account);
        return account;
    }

    /// <summary>A user without any project; its password is <see cref="Password"/>.</summary>
    public Task<string> UserAsync(string name)
        => CreateAsync("user", new JsonObject { ["name"] = name, ["domain_id"] = DefaultDomainId, ["password"] = Password });

    /// <summary>Gives a user a role on a project.</summary>
    public async Task GrantAsync(string userId, Tenant project, string role)
    {
        var roles = await SendAsync(HttpMethod.Get, $"roles?name={role}", null);
        await SendAsync(HttpMethod.Put, $"projects/{project.Id}/users/{userId}/roles/{(string)roles!["roles"]![0]!["id"]!}", null);
    }

    /// <summary>Returns the members of an image and their status, as Glance shows them to an admin.</summary>
    public async Task<IReadOnlyDictionary<string, string>> MembersAsync(string imageId)
    {
        var list = await SendAsync(HttpMethod.Get, new Uri(cloud.ImageEndpoint, $"v2/images/{imageId}/members"), null);
        return list!["members"]!.AsArray().ToDictionary(member => (string)member!["member_id"]!, member => (string)member!["status"]!);
    }

    /// <summary>Returns an image as Glance shows it to an admin.</summary>
    public async Task<JsonNode> ImageAsync(string imageId)
        => (await SendAsync(HttpMethod.Get, new Uri(cloud.ImageEndpoint, $"v2/images/{imageId}"), null))!;

    public Task DeactivateAsync(string imageId)
        => SendAsync(HttpMethod.Post, new Uri(cloud.ImageEndpoint, $"v2/images/{imageId}/actions/deactivate"), null);

    public async ValueTask DisposeAsync()
    {
        foreach (var account in _accounts)
        {
            await account.CleanUpAsync();
            account.Dispose();
        }

        while (_made.TryPop(out var path))
        {
            if (path.StartsWith("domains/", StringComparison.Ordinal))
            {
                await SendAsync(HttpMethod.Patch, path, new JsonObject { ["domain"] = new JsonObject { ["enabled"] = false } });
            }

            await SendAsync(HttpMethod.Delete, path, null);
        }

        _http.Dispose();
    }

    private async Task<string> CreateAsync(string kind, JsonObject body)
    {
        var created = await SendAsync(HttpMethod.Post, $"{kind}s", new JsonObject { [kind] = body });
        // A conflict is the result of an earlier attempt of this request: no other test uses these names.
        var made = created?[kind] ?? (
            await SendAsync(HttpMethod.Get, $"{kind}s?name={(string)body["name"]!}{Within(body)}", null))![$"{kind}s"]![0];
        var id = (string)made!["id"]!;
        _made.Push($"{kind}s/{id}");
        return id;
    }

    private static string Within(JsonObject body) => body["domain_id"] is { } domain ? $"&domain_id={(string)domain!}" : "";

    private Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body)
        => SendAsync(method, new Uri($"{cloud.AuthUrl.AbsoluteUri.TrimEnd('/')}/v3/{path}"), body);

    private async Task<JsonNode?> SendAsync(HttpMethod method, Uri uri, JsonNode? body)
    {
        for (var again = false; ; again = true)
        {
            try
            {
                return await SendOnceAsync(method, uri, body, again);
            }
            catch (HttpRequestException) when (!again)
            {
                // Keystone under uwsgi occasionally resets a connection.
            }
        }
    }

    private async Task<JsonNode?> SendOnceAsync(HttpMethod method, Uri uri, JsonNode? body, bool again)
    {
        // Keystone under uwsgi closes connections without notice, and does not read chunks.
        using var request = new HttpRequestMessage(method, uri) { Headers = { ConnectionClose = true } };
        request.Headers.Add("X-Auth-Token", _token ??= await cloud.Admin.IssueTokenAsync());
        request.Content = body is null
            ? null
            : new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (response.IsSuccessStatusCode)
        {
            return text.Length > 0 ? JsonNode.Parse(text) : null;
        }

        return (method == HttpMethod.Delete && response.StatusCode == HttpStatusCode.NotFound)
            || (again && response.StatusCode == HttpStatusCode.Conflict)
            ? null
            : throw new InvalidOperationException($"The test's own {method} {uri} as admin failed: {(int)response.StatusCode} {text}");
    }
}
