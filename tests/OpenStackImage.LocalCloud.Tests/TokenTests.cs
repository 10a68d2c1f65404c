using System.Text.Json;

namespace OpenStackImage.LocalCloud.Tests;

public sealed class TokenTests : CloudTest
{
    protected override CloudOptions Options => new() { TokenLifetime = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task A_token_expires_at_the_time_that_it_contains()
    {
        var response = await Cloud.SendAsync("POST", "/identity/v3/auth/tokens", body: Login.Body("demo"));
        var token = JsonDocument.Parse(response.Body).RootElement.GetProperty("token");
        Assert.Equal(
            TimeSpan.FromMinutes(10),
            token.GetProperty("expires_at").GetDateTimeOffset() - token.GetProperty("issued_at").GetDateTimeOffset());

        var text = response.Headers["X-Subject-Token"];
        Assert.Equal((200, 200), await StatusesAsync(text));
        Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal((401, 401), await StatusesAsync(text));
    }

    [Fact]
    public async Task All_tokens_can_be_expired()
    {
        var token = await Cloud.TokenAsync("demo");
        Cloud.ExpireTokens();
        Assert.Equal((401, 401), await StatusesAsync(token));
        Assert.Equal((200, 200), await StatusesAsync(await Cloud.TokenAsync("demo")));
    }

    [Fact]
    public async Task A_revoked_token_is_invalid_and_others_are_not()
    {
        var (token, other) = (await Cloud.TokenAsync("demo"), await Cloud.TokenAsync("demo"));
        Assert.Equal(204, (await Cloud.SendAsync("DELETE", "/identity/v3/auth/tokens", token, headers: ("X-Subject-Token", token))).Status);
        Assert.Equal((401, 401), await StatusesAsync(token));
        Assert.Equal((200, 200), await StatusesAsync(other));
    }

    [Fact]
    public async Task An_unscoped_token_has_no_roles_and_sees_no_images()
    {
        var id = Add("demo", "own");
        var body = Login.Body("demo")
            .Replace("""{"project": {"name": "demo", "domain": {"name": "Default"}}}""", "\"unscoped\"", StringComparison.Ordinal);
        var response = await Cloud.SendAsync("POST", "/identity/v3/auth/tokens", body: body);
        Assert.False(JsonDocument.Parse(response.Body).RootElement.GetProperty("token").TryGetProperty("roles", out _));
        var token = response.Headers["X-Subject-Token"];
        Assert.Contains(
            "You are not authorized to complete get_images action.",
            (await Cloud.SendAsync("GET", "/image/v2/images", token)).Text,
            StringComparison.Ordinal);
        Assert.Equal(404, (await Cloud.SendAsync("GET", $"/image/v2/images/{id}/members", token)).Status);
    }

    [Fact]
    public async Task A_token_that_is_issued_for_a_token_expires_no_later()
    {
        var token = await Cloud.TokenAsync("demo");
        Clock.Advance(TimeSpan.FromMinutes(5));
        var response = await Cloud.SendAsync(
            "POST",
            "/identity/v3/auth/tokens",
            body: $$$"""{"auth": {"identity": {"methods": ["token"], "token": {"id": "{{{token}}}" } } } }""");
        Assert.Equal(201, response.Status);
        Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((401, 401), await StatusesAsync(response.Headers["X-Subject-Token"]));
    }

    [Fact]
    public async Task Revoking_a_role_invalidates_the_tokens()
    {
        var (admin, demo) = (await Cloud.TokenAsync("admin"), await Cloud.TokenAsync("demo"));
        var state = Cloud.State;
        var path = $"/identity/v3/projects/{state.Project("demo").Id}/users/{state.User("demo").Id}/roles/{state.Role("member").Id}";
        Assert.Equal(204, (await Cloud.SendAsync("DELETE", path, admin)).Status);
        Assert.Equal((401, 401), await StatusesAsync(demo));
    }

    private async Task<(int Keystone, int Glance)> StatusesAsync(string token)
        => (
            (await Cloud.SendAsync("GET", "/identity/v3/auth/catalog", token)).Status,
            (await Cloud.SendAsync("GET", "/image/v2/images", token)).Status);
}
