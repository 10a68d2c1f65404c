using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Schemas;

/// <summary>Get-OSImageSchema.</summary>
public sealed class SchemaTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void The_fields_of_an_image_are_read()
    {
        Connect(Demo);

        var status = Shell.Run("Get-OSImageSchema -Name stat*").Single();

        Assert.Equal(
            ("image", "status", "string", true),
            (status.Text("Schema"), status.Text("Name"), status.Text("Type"), status.Value<bool>("IsReadOnly")));
        Assert.Contains("deactivated", status.Value<IEnumerable<string>>("AllowedValues"));
        Assert.False(Shell.Run("Get-OSImageSchema image os_distro").Single().Value<bool>("IsBase"));
        Assert.Equal("null,string", Shell.Run("Get-OSImageSchema image owner").Single().Text("Type"));
    }

    [Theory]
    [InlineData("member", "member_id")]
    [InlineData("task", "status")]
    [InlineData("metadefs/namespace", "display_name")]
    [InlineData("metadefs/property", "title")]
    [InlineData("images", "images")]
    [InlineData("members", "members")]
    [InlineData("tasks", "tasks")]
    [InlineData("metadefs/namespaces", "namespaces")]
    [InlineData("metadefs/objects", "objects")]
    [InlineData("metadefs/properties", "properties")]
    [InlineData("metadefs/resource_types", "resource_type_associations")]
    [InlineData("metadefs/tags", "tags")]
    public void Other_schemas_are_read(string schema, string field)
    {
        Connect(Demo);

        Assert.Contains(field, Shell.Run($"Get-OSImageSchema {schema}").Texts("Name"));
    }

    [Fact]
    public void An_unknown_schema_is_an_error_without_a_request()
    {
        Connect(Demo);

        ErrorsPage.AssertTold(Shell.Run("Get-OSImageSchema ../images").SingleError(), "SchemaNotFound", "metadefs/tag");
        Assert.Empty(Requests());
    }
}
