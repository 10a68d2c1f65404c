using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>
/// An item of a list that cannot be used causes one error, and the other items are written. If a single item is selected from the list,
/// nothing is written.
/// </summary>
public sealed class UnusableItemTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string First = "00000000-0000-4000-8000-000000000001";
    private const string Last = "00000000-0000-4000-8000-000000000002";

    [LocalCloudTheory("lists what cannot be used")]
    [InlineData("Get-OSImage", "/v2/images", "images", """{"id": "ID", "status": "active"}""", "Id")]
    [InlineData($"Get-OSImageMember {First}", $"/v2/images/{First}/members", "members",
        $$"""{"image_id": "{{First}}", "member_id": "ID", "status": "pending"}""", "MemberId")]
    [InlineData($"Get-OSImageTask -Image {First}", $"/v2/images/{First}/tasks", "tasks",
        """{"id": "ID", "type": "import", "status": "success"}""", "Id")]
    [InlineData("Get-OSProject", "/v3/projects", "projects", """{"id": "ID", "name": "p", "domain_id": "default"}""", "Id")]
    [InlineData("Get-OSImageStore", "/v2/info/stores", "stores", """{"id": "ID"}""", "Id")]
    [InlineData("Get-OSImageMetadefNamespace", "/v2/metadefs/namespaces", "namespaces", """{"namespace": "ID"}""", "Namespace")]
    public void One_unusable_item_is_one_error_and_the_others_are_written(
        string command, string path, string key, string item, string property)
    {
        Connect(Admin);
        var items = new[]
        {
            "\"text\"", item.Replace("ID", First, StringComparison.Ordinal), """{"unknown": 1}""", "null",
            item.Replace("ID", Last, StringComparison.Ordinal),
        };
        List(path, $$"""{"{{key}}": [{{string.Join(", ", items)}}]}""");

        var result = Shell.Run(command);

        Assert.Null(result.Terminating);
        Assert.Equal([First, Last], result.Output.Select(found => found.Text(property)));
        Assert.Equal(["UnexpectedAnswer", "UnexpectedAnswer", "UnexpectedAnswer"], result.Errors.Select(error => error.Id()));
    }

    [LocalCloudFact("lists what cannot be used")]
    public void A_list_of_which_no_item_can_be_used_is_one_error()
    {
        Connect(Admin);
        List("/v2/images", """{"images": [{"unknown": 1}, {"unknown": 2}]}""");

        Assert.Equal("UnexpectedAnswer", Shell.Run("Get-OSImage").SingleError().Id());
    }

    [LocalCloudTheory("lists what cannot be used")]
    [InlineData("Set-OSImage chosen -Hidden $true")]
    [InlineData("Remove-OSImage chosen -Force")]
    public void A_name_is_not_resolved_if_an_unusable_image_could_also_have_it(string command)
    {
        Connect(Admin);
        List("/v2/images", $$"""{"images": [{"id": "{{First}}", "name": "chosen"}, {"name": "chosen"}]}""");

        Assert.Equal("UnexpectedAnswer", Shell.Run(command).SingleError().Id());
        Assert.All(Requests(), request => Assert.StartsWith("GET", request, StringComparison.Ordinal));
    }

    private void List(string path, string body) => Cloud.Local.Faults.Add(new Fault
    {
        When = request => request.Method == "GET" && request.Path == path,
        Status = 200,
        ContentType = "application/json",
        Body = body,
    });
}
