using System.Management.Automation;
using System.Xml.Linq;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Formatting;

/// <summary>Every view with a narrow and a wide screen.</summary>
public sealed class ViewTests
{
    private const string Cirros = "beabba40-9f35-4ecc-9eb3-f7fd195bc46d";
    private const string Ubuntu = "8cdef0e4-01f6-4a28-af84-ea45700355bb";
    private const string Demo = "f5fe2b0546c44415b7748dc61e08c911";
    private const string Alt = "9995d41586414b088979048e4367cad0";

    public static TheoryData<int> Widths => [80, 120];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_output_type_of_a_cmdlet_has_a_view(int width)
    {
        using var shell = Shell.WithModule(width);
        var viewed = Views().Select(view => view.Type).ToHashSet();

        Assert.All(ModuleAssembly.Of(shell).OutputTypes, type =>
        {
            Assert.Contains(type.FullName!, viewed);
            var lines = shell.Set("specimen", Specimen.Of(type)).Show("$specimen");
            Assert.True(lines.Length >= 2, $"{type} shows {lines.Length} lines.");
            Assert.All(lines, line => Assert.True(line.Length <= width, $"{type} is wider than {width}: {line}"));
            Assert.DoesNotContain(type.FullName!, lines);
        });
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_list_view_shows_every_property(int width)
    {
        using var shell = Shell.WithModule(width);

        Assert.All(ModuleAssembly.Of(shell).OutputTypes.Where(type => type.Name != "OpenStackSession"), type =>
        {
            var labels = shell.Set("specimen", Specimen.Of(type)).Show("$specimen | Format-List").Select(line => line.Split(':')[0].Trim())
                .ToHashSet();
            var properties = type.GetProperties().Where(property => property.GetIndexParameters().Length == 0);
            Assert.All(properties, property => Assert.Contains(property.Name, labels));
        });
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_table_of_members_has_three_columns(int width) => AssertShown(width, "$all",
        """
        ImageId                              MemberId                         Status
        -------                              --------                         ------
        beabba40-9f35-4ecc-9eb3-f7fd195bc46d f5fe2b0546c44415b7748dc61e08c911 pending
        8cdef0e4-01f6-4a28-af84-ea45700355bb 9995d41586414b088979048e4367cad0 accepted
        """,
        Member(Cirros, Demo, "pending"), Member(Ubuntu, Alt, "accepted"));

    [Theory]
    [InlineData(80, """
        ImageName                MemberName     Status   ImageId
        ---------                ----------     ------   -------
        cirros-0.6.1-x86_64-disk demo           pending  beabba40-9f35-4ecc-9eb3-f7fd1…
        """)]
    [InlineData(120, """
        ImageName                MemberName     Status   ImageId                              MemberId
        ---------                ----------     ------   -------                              --------
        cirros-0.6.1-x86_64-disk demo           pending  beabba40-9f35-4ecc-9eb3-f7fd195bc46d f5fe2b0546c44415b7748dc61e08c911
        """)]
    public void The_table_of_members_with_names_has_a_column_for_each_name(int width, string expected)
        => AssertShown(width, "$all", expected, Named(Member(Cirros, Demo, "pending", "cirros-0.6.1-x86_64-disk", "demo")));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_view_ByImage_groups_members_by_image(int width) => AssertShown(width, "$all | Format-Table -View ByImage",
        """
           Image: cirros-0.6.1-x86_64-disk (beabba40-9f35-4ecc-9eb3-f7fd195bc46d)
        MemberId                         Status   MemberName           MemberDomain
        --------                         ------   ----------           ------------
        f5fe2b0546c44415b7748dc61e08c911 pending  demo                 Default
        9995d41586414b088979048e4367cad0 accepted alt                  Default
           Image: ubuntu-24.04 (8cdef0e4-01f6-4a28-af84-ea45700355bb)
        MemberId                         Status   MemberName           MemberDomain
        --------                         ------   ----------           ------------
        9995d41586414b088979048e4367cad0 accepted alt                  Default
        """,
        Member(Cirros, Demo, "pending", "cirros-0.6.1-x86_64-disk", "demo"),
        Member(Cirros, Alt, "accepted", "cirros-0.6.1-x86_64-disk", "alt"),
        Member(Ubuntu, Alt, "accepted", "ubuntu-24.04", "alt"));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_view_shows_members_as_a_matrix_of_images_and_projects(int width) => AssertShown(width, "$all | Format-Table -View Matrix",
        """
           Image: cirros-0.6.1-x86_64-disk
        pending  demo (Default)
        accepted alt (Default)
           Image: 8cdef0e4-01f6-4a28-af84-ea45700355bb
        rejected 9995d41586414b088979048e4367cad0
        """,
        Member(Cirros, Demo, "pending", "cirros-0.6.1-x86_64-disk", "demo"),
        Member(Cirros, Alt, "accepted", "cirros-0.6.1-x86_64-disk", "alt"),
        Member(Ubuntu, Alt, "rejected"));

    [Theory]
    [InlineData(80, """
        Name                         Status      Visibility       Size Id
        ----                         ------      ----------       ---- --
        cirros-0.6.1-x86_64-disk     active      shared       20.3 MiB beabba40-9f35-4…
        a name that is longer than … deactivated community             8cdef0e4-01f6-4…
        """)]
    [InlineData(120, """
        Name                         Status      Visibility       Size Id
        ----                         ------      ----------       ---- --
        cirros-0.6.1-x86_64-disk     active      shared       20.3 MiB beabba40-9f35-4ecc-9eb3-f7fd195bc46d
        a name that is longer than … deactivated community             8cdef0e4-01f6-4a28-af84-ea45700355bb
        """)]
    public void The_table_of_images_has_the_main_properties(int width, string expected) => AssertShown(width, "$all", expected,
        (
            "Image",
            [("Id", Cirros), ("Name", "cirros-0.6.1-x86_64-disk"), ("Status", "active"), ("Visibility", "shared"), ("Size", 21_233_664L)]),
        (
            "Image",
            [
                ("Id", Ubuntu), ("Name", "a name that is longer than its column"), ("Status", "deactivated"), ("Visibility", "community"),
                ("Size", null),
            ]));

    private static IEnumerable<(string Name, string Type)> Views()
        => XDocument.Load(ViewFileTests.ViewFile).Descendants("View")
            .Select(view => (view.Element("Name")!.Value, view.Descendants("TypeName").First().Value));

    private static void AssertShown(int width, string script, string expected, params (string Type, (string, object?)[] Values)[] objects)
    {
        using var shell = Shell.WithModule(width);
        var client = ModuleAssembly.Of(shell).Client;
        shell.Set("all", objects.Select(item =>
        {
            var isNamed = item.Type.EndsWith('#');
            var made = PSObject.AsPSObject(Specimen.Of(client.GetType("OpenStackImage." + item.Type.TrimEnd('#'))!, item.Values));
            if (isNamed)
            {
                made.TypeNames.Insert(0, "OpenStackImage.ImageMember#Named");
            }

            return made;
        }).ToArray());

        var lines = shell.Show("[cultureinfo]::CurrentCulture = 'en-US'; " + script);

        Assert.Equal(expected, string.Join('\n', lines));
    }

    private static (string, (string, object?)[]) Member(
        string image, string project, string status, string? imageName = null, string? projectName = null)
        => (
            "ImageMember",
            [
                ("ImageId", image), ("MemberId", project), ("Status", status), ("ImageName", imageName), ("MemberName", projectName),
                ("MemberDomain", projectName is null ? null : "Default"),
            ]);

    private static (string, (string, object?)[]) Named((string Type, (string, object?)[] Values) member)
        => (member.Type + "#", member.Values);
}
