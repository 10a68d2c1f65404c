using System.Text;
using OpenStackImage.Sharing;

namespace OpenStackImage.Client.Tests.Sharing;

/// <summary>Reading and writing sharing files.</summary>
public sealed class SharingFileTests : SharingDocumentTests
{
    private const string Example = $$"""
        # yaml-language-server: $schema=https://example.com/schema.json
        version: 1
        shares:
          - images:
              id: {{ImageId}}
              name: ubuntu-24.04
            projects: &teams
              - name: team-a
                domain: Default
              - id: 24635cdd377b4b59850137054ae93651
                status: accepted
                until: 2027-01-31
              - domain: Customers
                until: 2027-01-31T18:00:00+02:00
          - images:
              pattern: 'golden-*'
              tag: [lts, hardened]
              property:
                os_distro: ubuntu
              owner: images
              ownerDomain: Default
            projects: *teams
          - images: { name: "yes" }
            projects: []
        """;

    [Fact]
    public void Every_key_is_read()
    {
        var document = SharingFile.Parse("sharing.yaml", Example);

        Assert.Equal([4, 15, 23], document.Entries.Select(entry => entry.Line));
        var (first, second, third) = (document.Entries[0], document.Entries[1], document.Entries[2]);
        Assert.Equal((ImageId, "ubuntu-24.04"), (first.Images.Id, first.Images.Name));
        Assert.Equal(
            [
                new ListedProject(null, "team-a", "Default", null, null, 8),
                new ListedProject("24635cdd377b4b59850137054ae93651", null, null, "accepted", Utc(2027, 2, 1, 0), 10),
                new ListedProject(null, null, "Customers", null, Utc(2027, 1, 31, 16), 13),
            ],
            first.Projects);
        Assert.Equal(
            ("golden-*", "lts hardened", "images", "Default"),
            (second.Images.Pattern, string.Join(' ', second.Images.Tags), second.Images.Owner, second.Images.OwnerDomain));
        Assert.Equal([new("os_distro", "ubuntu")], second.Images.Properties);
        Assert.Equal(first.Projects, second.Projects);
        Assert.Equal(("yes", 0), (third.Images.Name, third.Projects.Count));
    }

    [Fact]
    public void Line_endings_byte_order_marks_and_encodings_of_editors_are_accepted()
    {
        var expected = Normal(SharingFile.Parse("a.yaml", Example));
        var crlf = Example.ReplaceLineEndings("\r\n");

        Assert.Equal(expected, Normal(Read(new UTF8Encoding(true).GetPreamble(), Encoding.UTF8.GetBytes(crlf))));
        Assert.Equal(expected, Normal(Read(Encoding.Unicode.GetPreamble(), Encoding.Unicode.GetBytes(crlf))));
        Assert.Equal(expected, Normal(Read(Encoding.BigEndianUnicode.GetPreamble(), Encoding.BigEndianUnicode.GetBytes(crlf))));
    }

    [Theory]
    [InlineData("a.yaml", "version: 1\nshares:\n  - {images: {owner: 7654321, property: {os_version: 22.10, x: true}}, projects: []}")]
    [InlineData(
        "a.json",
        """{"version": 1, "shares": [{"images": {"owner": 7654321, "property": {"os_version": 22.10, "x": true}}, "projects": []}]}""")]
    public void Numbers_and_Boolean_values_are_read_as_text(string name, string text)
    {
        var images = SharingFile.Parse(name, text).Entries.Single().Images;

        Assert.Equal(("7654321", "22.10", "true"), (images.Owner, images.Properties["os_version"], images.Properties["x"]));
    }

    [Fact]
    public void The_last_day_of_the_calendar_and_a_name_of_any_255_characters_are_accepted()
    {
        var name = string.Concat(Enumerable.Repeat("😀", 255));

        var text = $"version: 1\nshares:\n  - {{images: {{name: {name}}}, projects: [{{id: p, until: 9999-12-31}}]}}";
        var project = SharingFile.Parse("a.yaml", text).Entries.Single().Projects.Single();

        Assert.Equal(DateTime.MaxValue, project.Until!.Value.UtcDateTime);
        Assert.Contains(
            "longer than 255",
            Assert.Throws<SharingFileException>(
                () => SharingFile.Parse("a.yaml", $"version: 1\nshares:\n  - {{images: {{name: {name}a}}, projects: []}}")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_a_line_break_is_not_written_because_a_version_control_system_may_change_it()
    {
        var member = new ImageMember { ImageId = ImageId, MemberId = "p", MemberName = "a\r\nb", Status = "pending" };

        var entry = SharingEntry.Of(new Image { Id = ImageId, Name = "c\nd" }, [member], keepsStatus: false);

        Assert.Equal((ImageId, null, "p", null), (entry.Images.Id, entry.Images.Name, entry.Projects[0].Id, entry.Projects[0].Name));
    }

    [Fact]
    public void Columns_can_be_omitted_or_reordered_and_the_rows_of_an_image_become_one_entry()
    {
        var document = SharingFile.Parse("a.csv", "projectname,IMAGENAME\nb,a\nc,a\n\n,,\n,d\n,\n");

        Assert.Equal(["a: b, c", "d: "], document.Entries.Select(
            entry => $"{entry.Images.Name}: {string.Join(", ", entry.Projects.Select(project => project.Name))}"));
    }

    [Fact]
    public void A_cell_that_a_spreadsheet_treats_as_a_formula_is_escaped_and_read_back()
    {
        var entry = new SharingEntry(new ImageSelector { Name = "=HYPERLINK(\"http://evil\")" }, [], 0);

        var text = SharingFile.Text(new SharingDocument("a.csv", [entry]));

        Assert.Contains("\"'=HYPERLINK", text, StringComparison.Ordinal);
        Assert.Equal(entry.Images.Name, SharingFile.Parse("a.csv", text).Entries[0].Images.Name);
    }

    [Fact]
    public void Entries_are_written_one_value_per_line()
        => Assert.Equal(
            """
            version: 1
            shares:
              - images:
                  id: 1b0dc9a3-3c39-4b0f-9f7c-6a0d1a2b3c4d
                  name: "true"
                projects:
                  - id: 24635cdd377b4b59850137054ae93651
                    name: "a: b # c"
                    domain: Default
                    status: accepted
                    until: 2027-01-31
                  - id: "12345678901234567890123456789012"

            """,
            WithoutSchema(new SharingDocument("a.yaml",
            [
                new SharingEntry(new ImageSelector { Id = ImageId, Name = "true" },
                [
                    new ListedProject("24635cdd377b4b59850137054ae93651", "a: b # c", "Default", "accepted", Utc(2027, 2, 1, 0), 0),
                    new ListedProject("12345678901234567890123456789012", null, null, null, null, 0),
                ], 0),
            ])));

    [Theory]
    [InlineData("0xcafe")]
    [InlineData("0XDEAD")]
    [InlineData("0b101")]
    [InlineData("0o17")]
    [InlineData("1e3")]
    [InlineData("012")]
    [InlineData("1_000")]
    public void A_name_that_other_programs_read_as_a_number_is_quoted(string name)
        => Assert.Contains(
            $"name: \"{name}\"\n",
            SharingFile.Text(new SharingDocument("a.yaml", [new SharingEntry(new ImageSelector { Name = name }, [], 0)])),
            StringComparison.Ordinal);

    private static DateTimeOffset Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    private static string WithoutSchema(SharingDocument document)
    {
        var lines = SharingFile.Text(document).Split('\n');
        Assert.Equal($"# yaml-language-server: $schema={SharingKeys.SchemaUrl}", lines[0]);
        return string.Join('\n', lines[1..]);
    }

    private static string Normal(SharingDocument document) => SharingFile.Text(document with { Path = "a.json" });
}
