using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenStackImage.Tests.Harness;

/// <content>The requests.</content>
public sealed partial class CloudAccount
{
    private async Task<string> CreateImageAsync(JsonObject image)
    {
        var created = await SendAsync(HttpMethod.Post, "v2/images", image);
        var createdId = (string)created!["id"]!;
        _images.Push(createdId);
        return createdId;
    }

    private async Task DeleteAsync(string id)
    {
        using var response = await SendAsync(HttpMethod.Delete, $"v2/images/{id}", content: null, HttpStatusCode.NotFound);
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        using var content = body is null ? null : Json(body);
        using var response = await SendAsync(method, path, content);
        return await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, HttpStatusCode? alsoGood = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(ImageEndpoint, path)) { Content = content };
        var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode && response.StatusCode != alsoGood)
        {
            var said = await response.Content.ReadAsStringAsync();
            response.Dispose();
            throw new InvalidOperationException($"The test's own {method} {path} as {UserName} failed: {(int)response.StatusCode} {said}");
        }

        return response;
    }

    private async Task SignInAsync()
    {
        var (text, token) = await AuthenticateAsync();
        _http.DefaultRequestHeaders.Add("X-Auth-Token", text);
        ProjectId = (string)token["project"]!["id"]!;
        DomainId = (string)token["project"]!["domain"]!["id"]!;
        UserId = (string)token["user"]!["id"]!;
        var endpoint = token["catalog"]!.AsArray()
            .Single(service => (string)service!["type"]! == "image")!["endpoints"]!.AsArray()
            .First(candidate => (string)candidate!["interface"]! == "public");
        ImageEndpoint = new Uri(((string)endpoint!["url"]!).TrimEnd('/') + "/");
    }

    private async Task<(string Token, JsonNode Body)> AuthenticateAsync()
    {
        var auth = JsonNode.Parse($$"""
            {
              "auth": {
                "identity": {
                  "methods": ["password"],
                  "password": {
                    "user": { "name": {{Quote(UserName)}}, "domain": { "name": {{Quote(Domain)}} }, "password": {{Quote(Password)}} }
                  }
                },
                "scope": { "project": { "name": {{Quote(ProjectName)}}, "domain": { "name": {{Quote(Domain)}} } } }
              }
            }
            """)!;
        // Keystone under uwsgi closes connections without notice; an idle one may be closed.
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_authUrl.AbsoluteUri.TrimEnd('/')}/v3/auth/tokens")
        {
            Content = Json(auth),
            Headers = { ConnectionClose = true },
        };
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var body = await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync());
        return (response.Headers.GetValues("X-Subject-Token").Single(), body!["token"]!);
    }

    /// <summary>The request has a Content-Length, because Keystone under uwsgi does not read chunked bodies.</summary>
    private static StringContent Json(JsonNode body)
        => new(body.ToJsonString(), Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
