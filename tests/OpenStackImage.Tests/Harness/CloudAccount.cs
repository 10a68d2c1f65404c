using System.Net;
using System.Text.Json.Nodes;

namespace OpenStackImage.Tests.Harness;

/// <summary>
/// An account that is scoped to a project. It creates the resources of a test with plain HTTP requests, without the client under test, and
/// deletes them afterwards.
/// </summary>
public sealed partial class CloudAccount : IDisposable
{
    public const string Domain = "Default";

    /// <summary>The password of demo and alt.</summary>
    public const string UserPassword = "secret";

    private readonly HttpClient _http = new();
    private readonly Stack<string> _images = new();
    private readonly Uri _authUrl;

    private CloudAccount(Uri authUrl, string userName, string password, string projectName)
    {
        _authUrl = authUrl;
        (UserName, Password, ProjectName) = (userName, password, projectName);
    }

    /// <summary>Keystone's address, without a version.</summary>
    public Uri AuthUrl => _authUrl;

    public string UserName { get; }

    public string Password { get; }

    public string ProjectName { get; }

    public string ProjectId { get; private set; } = "";

    public string UserId { get; private set; } = "";

    public string DomainId { get; private set; } = "";

    /// <summary>Glance's address in the catalog.</summary>
    public Uri ImageEndpoint { get; private set; } = null!;

    public static async Task<CloudAccount> SignInAsync(Uri authUrl, string userName, string password, string projectName)
    {
        var account = new CloudAccount(authUrl, userName, password, projectName);
        await account.SignInAsync();
        return account;
    }

    /// <summary>A token of this user that no session uses.</summary>
    public async Task<string> IssueTokenAsync() => (await AuthenticateAsync()).Token;

    /// <summary>A request to Keystone with this user's token; null if the response has no body.</summary>
    public async Task<JsonNode?> IdentityAsync(HttpMethod method, string path, JsonNode? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, $"{_authUrl.AbsoluteUri.TrimEnd('/')}/v3/{path}")
        {
            Content = body is null ? null : Json(body),
            Headers = { ConnectionClose = true },
        };
        request.Headers.Add("X-Auth-Token", token ?? await IssueTokenAsync());
        using var response = await _http.SendAsync(request);
        var said = await response.Content.ReadAsStringAsync();
        return !response.IsSuccessStatusCode
            ? throw new InvalidOperationException($"The test's own {method} {path} as {UserName} failed: {(int)response.StatusCode} {said}")
            : said.Length == 0 ? null
            : JsonNode.Parse(said);
    }

    public async Task<string> RoleIdAsync(string name)
        => (string)(await IdentityAsync(HttpMethod.Get, $"roles?name={name}"))!["roles"]!.AsArray()
            .Single(role => (string)role!["name"]! == name)!["id"]!;

    public async Task<string> CreateImageAsync(string name, string visibility = "shared", bool isHidden = false)
    {
        var image = new JsonObject
        {
            ["name"] = name,
            ["visibility"] = visibility,
            ["disk_format"] = "raw",
            ["container_format"] = "bare",
            ["os_hidden"] = isHidden,
        };
        return await CreateImageAsync(image);
    }

    /// <summary>An image without disk format and container format.</summary>
    public Task<string> CreateBareImageAsync(string name) => CreateImageAsync(new JsonObject { ["name"] = name });

    /// <summary>Registers an image that a cmdlet created for this account, to be deleted after the test.</summary>
    public void Owns(string imageId) => _images.Push(imageId);

    public async Task UploadAsync(string imageId, byte[] data)
    {
        using var content = new ByteArrayContent(data);
        content.Headers.ContentType = new("application/octet-stream");
        using var response = await SendAsync(HttpMethod.Put, $"v2/images/{imageId}/file", content);
    }

    /// <summary>Stages data for an import.</summary>
    public async Task StageAsync(string imageId, byte[] data)
    {
        using var content = new ByteArrayContent(data);
        content.Headers.ContentType = new("application/octet-stream");
        using var response = await SendAsync(HttpMethod.Put, $"v2/images/{imageId}/stage", content);
    }

    /// <summary>Shares an image with the project of another account.</summary>
    public Task ShareAsync(string imageId, CloudAccount with) => ShareAsync(imageId, with.ProjectId);

    public async Task ShareAsync(string imageId, string projectId)
        => await SendAsync(HttpMethod.Post, $"v2/images/{imageId}/members", new JsonObject { ["member"] = projectId });

    /// <summary>Accepts or rejects an image that another project shares with this one.</summary>
    public async Task SetMemberStatusAsync(string imageId, string status)
        => await SendAsync(HttpMethod.Put, $"v2/images/{imageId}/members/{ProjectId}", new JsonObject { ["status"] = status });

    /// <summary>Sends a GET of the members. Only the status of the response is checked.</summary>
    public async Task MembersAsync(string imageId) => await SendAsync(HttpMethod.Get, $"v2/images/{imageId}/members", body: null);

    /// <summary>Deletes the images of an earlier run, for a test that needs a unique name.</summary>
    public async Task DeleteImagesNamedAsync(string name)
    {
        var list = await SendAsync(HttpMethod.Get, $"v2/images?owner={ProjectId}&name={Uri.EscapeDataString(name)}", body: null);
        foreach (var image in list!["images"]!.AsArray())
        {
            await DeleteAsync((string)image!["id"]!);
        }
    }

    /// <summary>Returns the status of Keystone's response to a validation of a token by this user.</summary>
    public async Task<HttpStatusCode> StatusOfTokenAsync(string token)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"{_authUrl.AbsoluteUri.TrimEnd('/')}/v3/auth/tokens")
        { Headers = { ConnectionClose = true } };
        request.Headers.Add("X-Auth-Token", await IssueTokenAsync());
        request.Headers.Add("X-Subject-Token", token);
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Images are deleted one after another, because concurrent deletions can fail in Glance.</summary>
    public async Task CleanUpAsync()
    {
        while (_images.TryPop(out var id))
        {
            await DeleteAsync(id);
        }
    }

    public void Dispose() => _http.Dispose();
}
