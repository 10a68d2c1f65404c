using OpenStackImage.Members;

namespace OpenStackImage.Client.Tests.Members;

/// <summary>-ProjectMap: projects of another cloud by the ID or name of a member.</summary>
public sealed class ProjectMappingTests
{
    private readonly ProjectMapping _mapping = new(new Dictionary<string, string>
    {
        ["id-1"] = "by ID",
        ["web"] = "by name",
        ["unknown"] = "of no member",
    });

    [Theory]
    [InlineData("id-1", "web", "by ID")]
    [InlineData("id-2", "web", "by name")]
    [InlineData("id-2", "Web", null)]
    [InlineData("id-2", null, null)]
    public void The_entry_for_the_ID_of_a_member_takes_precedence_over_the_one_for_its_name(string id, string? name, string? project)
        => Assert.Equal(project, _mapping.Find(new ImageMember { MemberId = id, MemberName = name }));

    [Fact]
    public void Unused_entries_are_reported_only_after_a_member_was_looked_up()
    {
        Assert.Empty(_mapping.Unused);

        _mapping.Find(new ImageMember { MemberId = "id-1" });

        Assert.Equal(["unknown", "web"], _mapping.Unused);
    }
}
