using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sharing;

/// <summary>Test-OSImageSharing with files, entries, images and projects that are wrong or cannot be read.</summary>
public sealed class DriftErrorTests(TestCloud cloud) : SharingFileCommandTests(cloud)
{
    [Fact]
    public async Task A_project_that_cannot_be_found_is_one_error_with_its_line_and_the_result_is_not_true()
    {
        var image = await ImageAsync();
        Write($"id: {image.Id} => name: no such project, domain: Default",
            $"name: '{image.Name}' => name: no such project, domain: Default");
        Connect(Admin);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml -Quiet");

        Assert.Equal("ProjectNotFound", result.SingleError().Id());
        Assert.Contains("sharing.yaml, line 5: There is no project named 'no such project'", result.SingleError().ToString(),
            StringComparison.Ordinal);
        Assert.Equal([false], result.Output.Select(item => item.BaseObject));
    }

    [Theory]
    [InlineData("name: no such project, domain: Default")]
    [InlineData("id: 0123456789abcdef0123456789abcdef")]
    public async Task While_a_project_cannot_be_found_no_member_is_reported_as_extra(string unusable)
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Write($"id: {image.Id} => {unusable}", $"id: {image.Id} => id: {Alt.ProjectId}, until: 2020-01-01");
        Connect(Admin);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml");

        Assert.Empty(result.Output);
        Assert.Equal("ProjectNotFound", result.SingleError().Id());
        Assert.StartsWith("1 members that no entry lists are not reported", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ID_with_the_name_of_another_image_or_project_is_an_error()
    {
        var image = await ImageAsync();
        Write(
            $"id: {image.Id}, name: another => name: alt", $"name: '{image.Name}' => id: {Alt.ProjectId}, name: demo",
            $"name: '{image.Name}' => id: {Alt.ProjectId}, name: alt, domain: no such domain");
        Connect(Admin);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml");

        Assert.Equal(["SharingMismatch", "DomainNotFound", "SharingMismatch"], result.Errors.Select(error => error.Id()));
        Assert.Empty(result.Output);
        ErrorsPage.AssertTold(result.Errors[0], "SharingMismatch", "line 8", "is named 'alt', not 'demo'");
        ErrorsPage.AssertTold(result.Errors[2], "SharingMismatch", "line 3", "not 'another'");
    }

    [Fact]
    public void An_owner_of_several_entries_is_looked_up_once_and_is_an_error_of_each_entry()
    {
        Write([.. Enumerable.Repeat("owner: no-such-owner, ownerDomain: Default, tag: none =>", 3)]);
        Connect(Admin);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml");

        Assert.Equal(["line 3", "line 5", "line 7"], result.Errors.Select(error => error.ToString().Split(", ")[1][..6]));
        Assert.Single(Requests(), request => request.StartsWith("GET /v3/projects?name=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_names_without_a_shared_image_are_explained_with_lists()
    {
        var isPrivate = await ImageAsync(visibility: "private");
        var missing = Enumerable.Range(0, 100).Select(number => $"missing-{number}").ToArray();
        Write([.. missing.Append(isPrivate.Name).Select(name => $"name: {name} => id: {Alt.ProjectId}")]);
        Connect(Admin);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml").MustSucceed();

        Assert.Equal(
            missing.Select(name => $"ImageNotFound {name}").Append($"ImageNotShared {isPrivate.Name}"),
            result.Output.Select(item => $"{item.Text("Kind")} {item.Text("ImageName")}"));
        Assert.True(Requests().Length < missing.Length, string.Join('\n', Requests()));
    }

    [Fact]
    public async Task Conflicting_entries_are_an_error_that_names_both_lines()
    {
        var image = await ImageAsync();
        Write($"id: {image.Id} => name: alt, status: accepted", $"pattern: '{image.Name}' => id: {Alt.ProjectId}, status: pending");
        Connect(Admin);

        ErrorsPage.AssertTold(Shell.Run("Test-OSImageSharing sharing.yaml").SingleError(), "SharingConflict", "line 8", "in line 5");
    }

    [Fact]
    public void A_malformed_file_is_an_error_before_any_request_and_the_result_is_false()
    {
        Folder.Write("sharing.yaml", "version: 1\nshares:\n  - image: {name: a}\n");
        Connect(Admin);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml -Quiet");

        ErrorsPage.AssertTold(result.SingleError(), "SharingFile", "line 3", "'image' is an unknown key");
        Assert.Equal([false], result.Output.Select(item => item.BaseObject));
        Assert.Equal("FileNotFound", Shell.Run("Test-OSImageSharing missing.yaml").SingleError().Id());
        Assert.Empty(Requests());
    }

    [Fact]
    public async Task The_image_of_another_project_is_an_error_for_a_user()
    {
        var image = await ImageAsync(Alt);
        await Alt.ShareAsync(image.Id, Demo);
        Write($"id: {image.Id} => name: demo");
        Connect(Demo);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml");

        Assert.Equal(["NotTheOwner"], result.Texts("Kind"));
    }

    [LocalCloudFact("breaks off a list")]
    public async Task An_interrupted_list_is_one_error_and_the_images_before_it_are_compared()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Write($"pattern: '{image.Name}' =>");
        Connect(Admin);
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Query.Contains("os_hidden=true", StringComparison.Ordinal), Status = 400 });

        var result = Shell.Run("Test-OSImageSharing sharing.yaml");
        var quiet = Shell.Run("Test-OSImageSharing sharing.yaml -Quiet -IgnoreExtra");

        Cloud.Local.Faults.Clear();
        Assert.Single(result.Errors);
        Assert.Equal([$"Extra {Alt.ProjectId} - pending"], Differences(result));
        Assert.Equal([false], quiet.Output.Select(item => item.BaseObject));
    }
}
