using System.Text;
using OpenStackImage.Sharing;

namespace OpenStackImage.Client.Tests.Sharing;

/// <summary>Sharing files that are refused. Every error names the line.</summary>
public sealed class SharingFileErrorTests : SharingDocumentTests
{
    [Theory]
    [InlineData("", 0, "'version: 1' is missing")]
    [InlineData("version: 1", 0, "'shares' is missing")]
    [InlineData("version: 2\nshares: []", 1, "version 1 of the format")]
    [InlineData("version: 1\nshares: {}", 2, "should be a list")]
    [InlineData("version: 1\nshares:", 2, "but is empty")]
    [InlineData("version: 1\nshares: []\nshare: []", 3, "'share' is an unknown key. Known keys: $schema, version, shares")]
    [InlineData("version: 1\nshares: []\nversion: 1", 3, "occurs twice")]
    [InlineData("- a", 1, "is a mapping")]
    [InlineData("version: 1\nshares: []\n---\nversion: 1", 3, "a second document")]
    [InlineData("version: 1\nshares: *x", 2, "has no anchor")]
    [InlineData("version: 1\nshares: !!python/object []", 2, "the tag")]
    [InlineData("version: 1\nshares:\n  - images: {name: a}\n\tprojects: []", 4, "this is not YAML")]
    [InlineData("version: 1\nshares:\n  - images: {name: a\n", 4, "this is not YAML")]
    [InlineData("version: 1\nshares:\n  - images: {name: a\n    projects: []\n", 3, "a bracket or a quote may have no end")]
    [InlineData("version: 1\nshares:\n  - <<: {a: b}", 3, "'<<' is an unknown key")]
    [InlineData("version: 1\nshares:\n  - images: {name: a}\n    projects:\n    - &x {name: b}\n    - <<: *x", 6, "'<<' is an unknown key")]
    [InlineData("version: 1\nshares:\n  - images: {name: a}\n    project:\n      - name: b", 4, "'project' is an unknown key")]
    [InlineData("version: 1\nshares:\n  - images: {name: a}\n    images:\n      name: b", 4, "occurs twice")]
    [InlineData("version: 1\nshares: [[[[[[[[[[]]]]]]]]]]", 2, "deeper")]
    [InlineData("version: 1\0\nshares: []", 1, "NUL")]
    public void An_invalid_document_is_refused_with_the_line_number(string text, int line, string part)
        => AssertRefused("a.yaml", text, line, part);

    [Theory]
    [InlineData("images: {name: a}", "has no 'projects'")]
    [InlineData("projects: []", "has no 'images'")]
    [InlineData("images: a\n    projects: []", "should be a mapping")]
    [InlineData("images: {}\n    projects: []", "selects nothing")]
    [InlineData("images: {nam: a}\n    projects: []", "Known keys: id, name, pattern")]
    [InlineData("images: {name: a, name: b}\n    projects: []", "occurs twice")]
    [InlineData("images: {id: a}\n    projects: []", "is not the ID of an image")]
    [InlineData("images: {id: 1b0dc9a3-3c39-4b0f-9f7c-6a0d1a2b3c4d, tag: a}\n    projects: []", "cannot be combined with 'id'")]
    [InlineData("images: {name: a, pattern: b}\n    projects: []", "cannot be combined")]
    [InlineData("images: {name: a, ownerDomain: b}\n    projects: []", "requires 'owner'")]
    [InlineData("images: {tag: []}\n    projects: []", "empty list")]
    [InlineData("images: {property: {}}\n    projects: []", "is empty")]
    [InlineData("images: {property: {status: active}}\n    projects: []", "not a custom property")]
    [InlineData("images: {property: {a: b, a: c}}\n    projects: []", "occurs twice")]
    [InlineData("images: {name: }\n    projects: []", "but is empty")]
    [InlineData("images: {name: ''}\n    projects: []", "is empty")]
    [InlineData("images: {name: a}\n    projects: [b]", "should be a mapping")]
    [InlineData("images: {name: a}\n    projects: [{}]", "neither 'id' nor 'name' nor 'domain'")]
    [InlineData("images: {name: a}\n    projects: [{name: a, status: yes}]", "is not a status. Known: keep, pending")]
    [InlineData("images: {name: a}\n    projects: [{name: a, until: tomorrow}]", "is not a date")]
    [InlineData("images: {name: a}\n    projects: [{name: a, until: 2027-02-30}]", "is not a date")]
    [InlineData("images: {name: a}\n    projects: [{name: a, until: '2027-01-31T12:00:00'}]", "with its zone")]
    [InlineData("images: {name: a}\n    projects: [{name: a, untill: 2027-01-31}]", "'untill' is an unknown key")]
    public void An_invalid_entry_is_refused_with_the_line_number(string entry, string part)
    {
        var text = $"version: 1\nshares:\n  - images: {{name: good}}\n    projects: []\n  - {entry}\n";

        var failure = Assert.Throws<SharingFileException>(() => SharingFile.Parse("a.yaml", text));

        Assert.InRange(failure.Line, 5, 6);
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith($"a.yaml, line {failure.Line}: ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "is an object")]
    [InlineData("{", 1, "ends in the middle")]
    [InlineData("[]", 1, "is an object")]
    [InlineData("{\n  \"version\": 1,\n  \"shares\": [", 3, "")]
    [InlineData("{\n  \"version\": 1, // a\n  \"shares\": []}", 2, "no comments")]
    [InlineData("{\n  'version': 1, \"shares\": []}", 2, "double quotes")]
    [InlineData("{\n  \"version\": 1.5, \"shares\": []}", 2, "supports only version 1")]
    [InlineData("{\n  \"$schema\": [], \"version\": 1, \"shares\": []}", 2, "the address of a JSON Schema")]
    [InlineData("{\n  \"version\": 1, \"shares\": [], \"version\": 1}", 2, "occurs twice")]
    [InlineData("{\"version\": 1, \"shares\": []}\n{}", 2, "")]
    [InlineData("{\"version\": 1, \"shares\": [\n{\"images\": {\"id\": 7}, \"projects\": []}]}", 2, "'7' is not the ID")]
    [InlineData("{\"version\": 1, \"shares\": [\n{\"images\": {\"name\": null}, \"projects\": []}]}", 2, "is empty")]
    [InlineData("{\"version\": 1, \"shares\": [\n{\"images\": {\"name\": \"a\"}, \"projects\": null}]}", 2, "should be a list")]
    [InlineData("{\"version\": 1, \"shares\": [\nundefined]}", 2, "")]
    [InlineData("{\"version\": 1,\n\"shares\": [],\n}", 3, "not JSON")]
    [InlineData("{\"version\": 1,\n\"shares\": [\n{\"images\": {\"name\": \"a\"}, \"projects\": []},\n]}", 4, "not JSON")]
    [InlineData("{\"version\": 1,\n\"shares\": [{\"images\": {\"name\": \"a,]\",}, \"projects\": []}]}", 2, "not JSON")]
    [InlineData("{\"version\": 01,\n\"shares\": []}", 1, "not JSON")]
    [InlineData("{version: 1,\n\"shares\": []}", 1, "")]
    [InlineData("# comment", 1, "Unexpected character encountered while parsing value: #.")]
    public void Invalid_JSON_is_refused_with_the_line_number(string text, int line, string part)
        => AssertRefused("a.json", text, line, part);

    [Fact]
    public void Invalid_JSON_is_located_by_one_line_number_only()
    {
        var failure = Assert.Throws<SharingFileException>(() => SharingFile.Parse("a.json", "---"));

        Assert.StartsWith("a.json, line 1: this is not JSON: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Path", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0, "the header is missing")]
    [InlineData("ImageId;ImageName\n", 1, "with commas")]
    [InlineData("ImageName,Project\na,b\n", 1, "'Project' is an unknown column")]
    [InlineData("ImageName,ImageName\na,b\n", 1, "occurs twice")]
    [InlineData("ImageName,ProjectName\na\n", 2, "the row and the header have different numbers of cells: 1 and 2.")]
    [InlineData("ImageName,ProjectName\na,b\n,c\n", 3, "selects nothing")]
    [InlineData("ImageName,ProjectName\na,b\"c\n", 2, "a quote is inside")]
    [InlineData("ImageName,ProjectName\n\"a\"b,c\n", 2, "follows the closing quote")]
    [InlineData("ImageName,ProjectName\na,b\n\"c,\nd\n", 3, "has no end")]
    [InlineData("ImageName,ProjectName,Status\n\"a\nb\",c,x\n", 2, "is not a status")]
    [InlineData("ImageName,Status\na,accepted\n", 2, "neither 'id'")]
    public void An_invalid_table_is_refused_with_the_line_number(string text, int line, string part)
        => AssertRefused("a.csv", text, line, part);

    [Fact]
    public void An_alias_bomb_is_refused_before_expansion()
    {
        var text = new StringBuilder("version: 1\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        var entries = new StringBuilder("version: 1\nshares:\n  - &e\n    images: {name: a}\n    projects: [")
            .AppendJoin(", ", Enumerable.Repeat("{name: b}", 10_000)).Append("]\n");
        for (var i = 0; i < 1_000; i++)
        {
            entries.Append("  - *e\n");
        }

        AssertRefused("a.yaml", text.ToString(), 2, "unknown key");
        Assert.Contains(
            "aliases expand to more than",
            Assert.Throws<SharingFileException>(() => SharingFile.Parse("a.yaml", entries.ToString())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_or_has_another_extension_is_refused()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.yaml");
        try
        {
            using (var stream = File.Create(file))
            {
                stream.SetLength(SharingFile.MaxBytes + 1);
            }

            Assert.Contains("larger than", Assert.Throws<SharingFileException>(() => SharingFile.Read(file)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }

        AssertRefused("a.txt", "", 0, "ends in .yaml");
        Assert.Equal("FileNotFound", Assert.Throws<FileException>(() => SharingFile.Read(file)).ErrorId);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_with_the_line_number()
        => Assert.Equal(
            3,
            Assert.Throws<SharingFileException>(() => Read("version: 1\nshares:\n  - "u8.ToArray(), [0xC3, 0x28])).Line);

    private static void AssertRefused(string path, string text, int line, string part)
    {
        var failure = Assert.Throws<SharingFileException>(() => SharingFile.Parse(path, text));

        Assert.Equal("SharingFile", failure.ErrorId);
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        Assert.Equal(line, failure.Line);
        Assert.Equal(path, failure.Path);
    }
}
