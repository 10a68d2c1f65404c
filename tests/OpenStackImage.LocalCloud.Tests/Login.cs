using System.Globalization;
using System.Text;

namespace OpenStackImage.LocalCloud.Tests;

/// <summary>Tokens for tests, issued by Keystone.</summary>
internal static class Login
{
    public static async Task<string> TokenAsync(this CloudServer cloud, string user, string? password = null)
    {
        var response = await cloud.SendAsync("POST", "/identity/v3/auth/tokens", body: Body(user, password));
        Assert.Equal(201, response.Status);
        return response.Headers["X-Subject-Token"];
    }

    public static string Body(string user, string? password = null) => string.Format(
        CultureInfo.InvariantCulture,
        """{{"auth": {{"identity": {{"methods": ["password"], "password":"""
        + """ {{"user": {{"name": "{0}", "password": "{1}", "domain": {{"name": "Default"}}}}}}}},"""
        + """ "scope": {{"project": {{"name": "{0}", "domain": {{"name": "Default"}}}}}}}}}}""",
        user,
        password ?? (user == "admin" ? "asdf" : "secret"));

    public static Task<RawResponse> SendAsync(
        this CloudServer cloud,
        string method,
        string target,
        string? token = null,
        string? body = null,
        params (string Name, string Value)[] headers)
    {
        List<(string, string)> all = [.. headers];
        if (token is not null)
        {
            all.Add(("X-Auth-Token", token));
        }

        if (body is not null && !headers.Any(header => header.Name == "Content-Type"))
        {
            all.Add(("Content-Type", "application/json"));
        }

        return RawHttp.SendAsync(cloud.BaseUri, method, target, all, body is null ? null : Encoding.UTF8.GetBytes(body));
    }
}
