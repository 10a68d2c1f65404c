namespace OpenStackImage.LocalCloud.Tests;

/// <summary>Responses that were compared with those of real services and are not among the recorded exchanges.</summary>
public sealed class ProbedTests : CloudTest
{
    private const string Patch = "application/openstack-images-v2.1-json-patch";

    [Theory]
    [InlineData("name=a:b", 400, "Unable to filter by unknown operator 'a'.")]
    [InlineData("name=in:%22a", 400, "Invalid filter value \"a. The quote is not closed.")]
    [InlineData("name=in:a%22b%22", 400, "Invalid filter value a\"b\". There is no comma before opening quotation mark.")]
    [InlineData("created_at=foo:2020-01-01", 400, "Unable to filter on a unknown operator.")]
    [InlineData("os_hidden=x", 400, "Invalid value 'x' for 'os_hidden' filter. Valid values are 'true' or 'false'.")]
    [InlineData("sort=name,size&sort_key=id", 400, "Old and new sorting syntax cannot be combined")]
    [InlineData("sort_key=name&sort_dir=asc&sort_dir=desc", 400, "Number of sort dirs does not match the number of sort keys")]
    [InlineData("changes-since=1", 400, "The \"changes-since\" filter is no longer available on v2.")]
    [InlineData("%ff=1", 400, "Error decoding your request.")]
    [InlineData("limit=1&limit=2", 200, "\"first\": \"/v2/images?limit=2\"")]
    [InlineData("tag=a&tag=b", 200, "\"first\": \"/v2/images?tag=b\"")]
    public async Task A_list_query_has_the_response_of_a_real_Glance(string query, int status, string text)
    {
        var response = await Cloud.SendAsync("GET", "/image/v2/images?" + query, await Cloud.TokenAsync("demo"));
        Assert.Equal(status, response.Status);
        Assert.Contains(text, response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": 5}""", 400, "5 is not of type 'null', 'string'")]
    [InlineData("""{"min_disk": -3}""", 400, "Invalid value '-3' for parameter 'min_disk': Cannot be a negative value")]
    [InlineData("""{"min_disk": 2147483648}""", 400, "'min_disk' value out of range, must not exceed 2147483647.")]
    [InlineData("""{"size": 3}""", 403, "Attribute 'size' is read-only.")]
    [InlineData("""{"self": "x"}""", 403, "Attribute 'self' is read-only.")]
    [InlineData("""{"deleted": "x"}""", 403, "Attribute 'deleted' is reserved.")]
    [InlineData("""{"os_hidden": 1}""", 400, "default image list '                     'response.',")]
    [InlineData("\"s\"", 400, "Unexpected body type. Expected list/dict.")]
    [InlineData("""{"owner": "zzz"}""", 403, "You are not permitted to create images owned by 'zzz'")]
    public async Task An_invalid_image_is_refused(string body, int status, string text)
    {
        var response = await Cloud.SendAsync("POST", "/image/v2/images", await Cloud.TokenAsync("demo"), body);
        Assert.Equal(status, response.Status);
        Assert.Contains(text, response.Text, StringComparison.Ordinal);
        Assert.Empty(Cloud.State.Images);
    }

    [Theory]
    [InlineData("""[{"op": "remove", "path": "/name"}]""", 403, "Property name may not be removed.")]
    [InlineData("""[{"op": "bad", "path": "/name"}]""", 400, "Invalid operation: `bad`.")]
    [InlineData("""[{"op": "add", "path": "/x/y", "value": "1"}]""", 400, "Invalid JSON pointer for this resource: '/x/y'")]
    [InlineData("""[{"op": "add", "path": "/visibility", "value": "public"}]""", 403, "complete publicize_image action.")]
    [InlineData("""[{"op": "add", "path": "/owner", "value": "1"}]""", 403, "not visible")]
    [InlineData(
        """[{"op": "replace", "path": "/name", "value": "n"}, {"op": "remove", "path": "/nosuch"}]""",
        409,
        "Property nosuch does not exist.")]
    [InlineData("[]", 200, "\"name\": \"kept\"")]
    public async Task A_patch_applies_completely_or_not_at_all(string body, int status, string text)
    {
        var id = Add("demo", "kept");
        var response = await Cloud.SendAsync(
            "PATCH", $"/image/v2/images/{id}", await Cloud.TokenAsync("demo"), body, ("Content-Type", Patch));
        Assert.Equal(status, response.Status);
        Assert.Contains(text, response.Text, StringComparison.Ordinal);
        Assert.Equal("kept", Cloud.State.Image(id)!.Name);
    }

    [Fact]
    public async Task A_marker_of_another_project_is_refused_with_403()
    {
        var id = Add("alt", "secret", "private");
        var response = await Cloud.SendAsync("GET", $"/image/v2/images?marker={id}", await Cloud.TokenAsync("demo"));
        Assert.Equal(403, response.Status);
        Assert.Contains($"Forbidding request, image {id} not visible", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "\"member_id\": 5", "\"member_id\": \"5\"")]
    [InlineData("true", "\"member_id\": true", "\"member_id\": \"1\"")]
    public async Task A_member_ID_that_is_not_a_string_is_stored_as_one(string given, string echoed, string stored)
    {
        var id = Add("demo", "shared");
        var token = await Cloud.TokenAsync("demo");
        var added = await Cloud.SendAsync("POST", $"/image/v2/images/{id}/members", token, $$"""{"member": {{given}}}""");
        var listed = await Cloud.SendAsync("GET", $"/image/v2/images/{id}/members", token);
        Assert.Contains(echoed, added.Text, StringComparison.Ordinal);
        Assert.Contains(stored, listed.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "tags/one", null, 201, "{\"name\": \"one\"")]
    [InlineData("POST", "tags/one", """{"name": "one"}""", 400, "A body is not expected with this request.")]
    [InlineData("POST", "tags", """{"tags": [{"name": "one"}]}""", 201, """{"tags": [{"name": "one"}]}""")]
    [InlineData("POST", "tags", """{"name": "one"}""", 400, "Provided object does not match schema 'tags'")]
    public async Task Metadef_tags_are_added(string method, string path, string? body, int status, string text)
    {
        var token = await Cloud.TokenAsync("admin");
        await Cloud.SendAsync("POST", "/image/v2/metadefs/namespaces", token, """{"namespace": "probed"}""");
        var response = await Cloud.SendAsync(method, $"/image/v2/metadefs/namespaces/probed/{path}", token, body);
        Assert.Equal(status, response.Status);
        Assert.Contains(text, response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_of_a_resource_type_has_the_name_of_the_association()
    {
        var response = await Cloud.SendAsync("GET", "/image/v2/schemas/metadefs/resource_type", await Cloud.TokenAsync("demo"));
        Assert.StartsWith("{\"name\": \"resource_type_association\"", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staged_data_is_imported()
    {
        var id = Cloud.State.AddImage(
            Cloud.State.Project("demo").Id, "staged", configure: image => (image.DiskFormat, image.ContainerFormat) = ("raw", "bare")).Id;
        var token = await Cloud.TokenAsync("demo");
        Assert.Equal(
            204,
            (await Cloud.SendAsync("PUT", $"/image/v2/images/{id}/stage", token, "hello", ("Content-Type", "application/octet-stream")))
                .Status);
        Assert.Equal("uploading", Cloud.State.Image(id)!.Status);
        var import = await Cloud.SendAsync("POST", $"/image/v2/images/{id}/import", token, """{"method": {"name": "glance-direct"}}""");
        Assert.Equal(202, import.Status);
        Assert.Equal("importing", Cloud.State.Image(id)!.Status);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var tasks = (await Cloud.SendAsync("GET", $"/image/v2/images/{id}/tasks", token)).Text;
        Assert.Contains("\"status\": \"success\"", tasks, StringComparison.Ordinal);
        Assert.Contains($"\"request_id\": \"{import.Headers["X-Openstack-Request-Id"]}\"", tasks, StringComparison.Ordinal);
        Assert.Equal("active", Cloud.State.Image(id)!.Status);
        Assert.Equal("hello", (await Cloud.SendAsync("GET", $"/image/v2/images/{id}/file", token)).Text);
    }

    [Theory]
    [InlineData("demo", "projects", 403, "identity:list_projects.")]
    [InlineData("demo", "projects/{demo}", 200, "\"name\": \"demo\"")]
    [InlineData("demo", "projects/nosuch", 403, "identity:get_project.")]
    [InlineData("admin", "projects/nosuch", 404, "Could not find project: nosuch.")]
    [InlineData("admin", "projects?name=alt&domain_id=default", 200, "\"name\": \"alt\"")]
    [InlineData("admin", "projects?name=alt&domain_id=other", 200, "\"projects\": []")]
    [InlineData("demo", "role_assignments", 403, "identity:list_role_assignments.")]
    [InlineData("demo", "domains/default", 200, "\"name\": \"Default\"")]
    [InlineData("alt", "users/{demoUser}/application_credentials", 403, "identity:list_application_credentials.")]
    public async Task Keystone_shows_what_the_role_permits(string user, string path, int status, string text)
    {
        path = path.Replace("{demo}", Cloud.State.Project("demo").Id, StringComparison.Ordinal)
            .Replace("{demoUser}", Cloud.State.User("demo").Id, StringComparison.Ordinal);
        var response = await Cloud.SendAsync("GET", "/identity/v3/" + path, await Cloud.TokenAsync(user));
        Assert.Equal(status, response.Status);
        Assert.Contains(text, response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_creates_a_project_a_user_and_an_assignment()
    {
        var admin = await Cloud.TokenAsync("admin");
        Assert.Equal(201, (await Cloud.SendAsync("POST", "/identity/v3/projects", admin, """{"project": {"name": "new"}}""")).Status);
        Assert.Equal(409, (await Cloud.SendAsync("POST", "/identity/v3/projects", admin, """{"project": {"name": "new"}}""")).Status);
        Assert.Equal(
            201,
            (await Cloud.SendAsync("POST", "/identity/v3/users", admin, """{"user": {"name": "new", "password": "secret"}}""")).Status);
        Assert.Equal(401, (await Cloud.SendAsync("POST", "/identity/v3/auth/tokens", body: Login.Body("new"))).Status);
        var state = Cloud.State;
        var grant = $"/identity/v3/projects/{state.Project("new").Id}/users/{state.User("new").Id}/roles/{state.Role("member").Id}";
        Assert.Equal(404, (await Cloud.SendAsync("HEAD", grant, admin)).Status);
        Assert.Equal(204, (await Cloud.SendAsync("PUT", grant, admin)).Status);
        Assert.Equal(204, (await Cloud.SendAsync("HEAD", grant, admin)).Status);
        await Cloud.TokenAsync("new");
    }
}
