using System.Collections;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Copy-OSImage -ProjectMap: entries that are invalid, or that do not concern a member, are reported.</summary>
public sealed class CopyProjectMapTests(TestCloud cloud) : CopyTests(cloud)
{
    [Fact]
    public async Task An_entry_of_the_map_that_is_not_a_member_of_any_image_is_a_warning()
    {
        await using var other = await ConnectAsync(user: "admin", password: "asdf", project: "admin");
        await Demo.ShareAsync(CreateSource(Bytes(2_000)), Alt);
        Connect(Admin, "-Name reader");
        Shell.Set("map", new Hashtable { [Alt.ProjectId] = "alt", ["no such project"] = "demo" });

        foreach (var command in new[] { "Copy-OSImage", "Compare-OSImage" })
        {
            var result = Shell.Run($"{command} $name -Destination target -Session reader -WithMember -ProjectMap $map").MustSucceed();

            Assert.Contains(
                "projects of -ProjectMap are not members of an image that was processed: no such project.",
                result.Warnings[^1],
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("@{ a = $null }")]
    [InlineData("@{ a = '' }")]
    [InlineData("@{ a = 'b', 'c' }")]
    [InlineData("@{ '' = 'b' }")]
    [InlineData("@{ '6ABD8075A27A4F80B96AA621FF88ACD3' = 'a'; '6abd8075-a27a-4f80-b96a-a621ff88acd3' = 'b' }")]
    public async Task An_entry_of_the_map_that_is_not_two_projects_is_an_error_before_any_request(string map)
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(100));
        other.Log.Clear();

        var error = Shell.Run($"Copy-OSImage $name -Destination target -Session source -WithMember -ProjectMap {map}").MustTerminate();

        Assert.Equal("InvalidParameters", error.Id());
        Assert.Empty(other.Log.Requests);
    }

    [Theory]
    [InlineData("@{ $id.ToUpperInvariant() = 'partner' }")]
    [InlineData("@{ ([guid]$id).ToString('D') = 'partner' }")]
    [InlineData("[ordered]@{ $id = 'partner' }")]
    [InlineData("@{ ([guid]$id) = 'partner' }")]
    public async Task A_project_of_the_map_is_recognized_in_every_form(string map)
    {
        await using var other = await ConnectAsync(user: "admin", password: "asdf", project: "admin");
        await Demo.ShareAsync(CreateSource(Bytes(2_000)), Alt);
        Connect(Admin, "-Name reader");
        Shell.Set("id", Alt.ProjectId);
        var partner = other.State.AddProject("partner").Id;

        var result = Shell.Run($"Copy-OSImage $name -Destination target -Session reader -WithMember -ProjectMap ({map})");

        var copy = Assert.Single(result.MustSucceed().Output).Text("Id")!;
        Assert.Equal([partner], other.State.Members(copy).Select(member => member.MemberId));
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("-ProjectMap", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_project_of_the_map_that_does_not_exist_names_the_cloud_and_the_map()
    {
        await using var other = await ConnectAsync(user: "admin", password: "asdf", project: "admin");
        await Demo.ShareAsync(CreateSource(Bytes(2_000)), Alt);
        Connect(Admin, "-Name reader");
        Shell.Set("map", new Hashtable { [Alt.ProjectId] = "no such project" });

        var result = Shell.Run("Copy-OSImage $name -Destination target -Session reader -WithMember -ProjectMap $map");

        var error = Assert.Single(result.Errors);
        Assert.Equal("ProjectNotFound", error.Id());
        Assert.Contains("(Cloud 'target'.)", error.FullText(), StringComparison.Ordinal);
        Assert.Contains("Correct -ProjectMap.", error.FullText(), StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public async Task A_member_whose_project_was_deleted_is_an_error_that_says_so()
    {
        await using var other = await ConnectAsync(user: "admin", password: "asdf", project: "admin");
        var image = CreateSource(Bytes(100));
        var orphan = Guid.NewGuid().ToString("N");
        await Demo.ShareAsync(image, orphan);
        Connect(Admin, "-Name reader");

        var error = Shell.Run("Copy-OSImage $name -Destination target -Session reader -WithMember").SingleError();

        ErrorsPage.AssertTold(error, "ProjectNotFound", $"Project {orphan} does not exist in cloud 'reader'", "Remove-OSImageMember");
    }
}
