using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpenStackImage.Images;
using OpenStackImage.Sharing;

namespace OpenStackImage.Client.Tests.Sharing;

/// <summary>The JSON Schema of sharing files accepts what the reader accepts. Only its own keywords are evaluated here.</summary>
public sealed class SharingSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(
        Path.Combine(Root(), "src", "OpenStackImage", "Sharing", "OpenStackImage.Sharing.schema.json")))!;

    [Fact]
    public void The_schema_has_the_keys_of_the_reader()
    {
        Assert.Equal(SharingKeys.SchemaUrl, (string?)Schema["$id"]);
        AssertKeys(SharingKeys.OfDocument, Schema);
        AssertKeys(SharingKeys.OfEntry, Definition("entry"));
        AssertKeys(SharingKeys.OfSelector, Definition("images"));
        AssertKeys(SharingKeys.OfProject, Definition("project"));
        Assert.Equal(
            SharingKeys.Statuses.Order(), Definition("project")["properties"]!["status"]!["enum"]!.AsArray()
                .Select(value => (string)value!).Order());
        Assert.All(
            Schema["properties"]!["version"]!["enum"]!.AsArray(), version => Assert.Equal(SharingKeys.CurrentVersion, version!.ToString()));
        Assert.Equal(
            ReservedFilter.Names.Order(StringComparer.Ordinal),
            Definition("field")["enum"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"name": "a"}""", "[]", true)]
    [InlineData("""{"id": "1b0dc9a3-3c39-4b0f-9f7c-6a0d1a2b3c4d", "name": "a"}""", """[{"id": "p"}]""", true)]
    [InlineData("""{"tag": ["a", "b"], "property": {"a": "b"}, "owner": "o", "ownerDomain": "d"}""", """[{"domain": "d"}]""", true)]
    [InlineData("""{"tag": "a"}""", """[{"name": "p", "status": "accepted", "until": "2027-01-31"}]""", true)]
    [InlineData("""{"pattern": "*"}""", """[{"name": "p", "until": "2027-01-31T18:00:00+02:00"}]""", true)]
    [InlineData("""{"owner": 7654321, "property": {"os_version": 22.04}}""", """[{"id": 7654321}, {"name": true}]""", true)]
    [InlineData("""{"pattern": "*"}""", """[{"name": "p", "until": "2028-02-29"}, {"name": "q", "until": "9999-12-31"}]""", true)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "2027-01-31 18:00:00.5Z"}]""", true)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "2027-01-31T18:00:00+0100"}]""", true)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "9999-12-31T23:59:59-14:00"}]""", true)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "0001-01-01T00:00:00+14:00"}]""", true)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "2000-02-29"}]""", true)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "0004-02-29T12:00Z"}]""", true)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "2027-02-29"}]""", false)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "1900-02-29"}]""", false)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "0000-02-29"}]""", false)]
    [InlineData("""{"name": "a"}""", """[{"id": "p", "until": "9999-12-31T24:00:00-14:00"}]""", false)]
    [InlineData("""{"id": "1b0dc9a3-3c39-4b0f-9f7c-6a0d1a2b3c4d\n"}""", "[]", false)]
    [InlineData("{}", "[]", false)]
    [InlineData("""{"name": null}""", "[]", false)]
    [InlineData("""{"property": {"": "a"}}""", "[]", false)]
    [InlineData("""{"property": {"os_hidden": "true"}}""", "[]", false)]
    [InlineData("""{"property": {"a": null}}""", "[]", false)]
    [InlineData("""{"id": " 1b0dc9a3-3c39-4b0f-9f7c-6a0d1a2b3c4d"}""", "[]", false)]
    [InlineData("""{"name": "a"}""", """[{"name": "p", "status": "Accepted"}]""", false)]
    [InlineData("""{"name": "a"}""", """[{"name": "p", "until": "2027-04-31"}]""", false)]
    [InlineData("""{"name": "a"}""", """[{"name": "p", "until": "0000-01-01"}]""", false)]
    [InlineData("""{"name": "a"}""", """[{"name": "p", "until": "2027-01-31T24:00Z"}]""", false)]
    [InlineData("""{"name": "a"}""", """[{"name": "p", "until": "2027-01-31T18:00+15:00"}]""", false)]
    [InlineData("""{"nam": "a"}""", "[]", false)]
    [InlineData("""{"name": ""}""", "[]", false)]
    [InlineData("""{"name": "a", "pattern": "b"}""", "[]", false)]
    [InlineData("""{"id": "1b0dc9a3-3c39-4b0f-9f7c-6a0d1a2b3c4d", "tag": "a"}""", "[]", false)]
    [InlineData("""{"id": "a"}""", "[]", false)]
    [InlineData("""{"tag": []}""", "[]", false)]
    [InlineData("""{"name": "a", "ownerDomain": "b"}""", "[]", false)]
    [InlineData("""{"name": "a"}""", "[{}]", false)]
    [InlineData("""{"name": "a"}""", """[{"status": "accepted"}]""", false)]
    [InlineData("""{"name": "a"}""", """[{"name": "p", "status": "yes"}]""", false)]
    [InlineData("""{"name": "a"}""", """[{"name": "p", "until": "tomorrow"}]""", false)]
    [InlineData("""{"name": "a"}""", """{}""", false)]
    public void The_schema_and_the_reader_agree(string images, string projects, bool isValid)
    {
        var text = $$"""{"version": 1, "shares": [{"images": {{images}}, "projects": {{projects}}}]}""";

        Assert.Equal(isValid, IsValid(Schema, JsonNode.Parse(text)));
        Assert.Equal(isValid, IsRead(text));
    }

    [Theory]
    [InlineData("""{"$schema": "https://example.com", "version": 1, "shares": []}""", true)]
    [InlineData("""{"version": "1", "shares": []}""", true)]
    [InlineData("""{"$schema": 1, "version": 1.0, "shares": []}""", true)]
    [InlineData("""{"$schema": null, "version": 1, "shares": []}""", false)]
    [InlineData("""{"$schema": [], "version": 1, "shares": []}""", false)]
    [InlineData("""{"version": 2, "shares": []}""", false)]
    [InlineData("""{"version": 1}""", false)]
    [InlineData("""{"shares": []}""", false)]
    [InlineData("""{"version": 1, "shares": [], "more": 1}""", false)]
    [InlineData("""{"version": 1, "shares": [{"images": {"name": "a"}}]}""", false)]
    [InlineData("[]", false)]
    public void The_schema_and_the_reader_agree_about_the_document(string text, bool isValid)
    {
        Assert.Equal(isValid, IsValid(Schema, JsonNode.Parse(text)));
        Assert.Equal(isValid, IsRead(text));
    }

    private static JsonNode Definition(string name) => Schema["definitions"]![name]!;

    private static void AssertKeys(IEnumerable<string> keys, JsonNode schema)
        => Assert.Equal(keys.Order(), schema["properties"]!.AsObject().Select(property => property.Key).Order());

    private static bool IsRead(string text)
    {
        try
        {
            SharingFile.Parse("a.json", text);
            return true;
        }
        catch (SharingFileException)
        {
            return false;
        }
    }

    private static bool IsValid(JsonNode schema, JsonNode? value) => schema.AsObject().All(keyword => keyword.Key switch
    {
        "$schema" or "$id" or "title" or "description" or "default" or "definitions" => true,
        "$ref" => IsValid(Definition(((string)keyword.Value!).Split('/')[^1]), value),
        "type" => keyword.Value is JsonArray kinds
            ? kinds.Any(kind => KindOf(value) == (string)kind!)
            : KindOf(value) == (string)keyword.Value!,
        "const" => JsonNode.DeepEquals(keyword.Value, value),
        "enum" => keyword.Value!.AsArray().Any(item => JsonNode.DeepEquals(item, value)
            || (KindOf(item) == "number" && KindOf(value) == "number" && (double)item! == (double)value!)),
        "pattern" => KindOf(value) != "string" || Regex.IsMatch((string)value!, (string)keyword.Value!),
        "minLength" => KindOf(value) != "string" || ((string)value!).Length >= (int)keyword.Value!,
        "maxLength" => KindOf(value) != "string" || ((string)value!).Length <= (int)keyword.Value!,
        "minItems" => value is not JsonArray list || list.Count >= (int)keyword.Value!,
        "items" => value is not JsonArray list || list.All(item => IsValid(keyword.Value!, item)),
        "allOf" => keyword.Value!.AsArray().All(part => IsValid(part!, value)),
        "anyOf" => keyword.Value!.AsArray().Any(part => IsValid(part!, value)),
        "not" => !IsValid(keyword.Value!, value),
        "minProperties" => value is not JsonObject map || map.Count >= (int)keyword.Value!,
        "required" => value is not JsonObject map || keyword.Value!.AsArray().All(name => map.ContainsKey((string)name!)),
        "properties" => value is not JsonObject map
            || map.All(entry => keyword.Value![entry.Key] is not { } part || IsValid(part, entry.Value)),
        "additionalProperties" => value is not JsonObject map || map.All(
            entry => schema["properties"]?[entry.Key] is not null || (keyword.Value is JsonObject part && IsValid(part, entry.Value))),
        "propertyNames" => value is not JsonObject map || map.All(entry => IsValid(keyword.Value!, JsonValue.Create(entry.Key))),
        "dependencies" => value is not JsonObject map || keyword.Value!.AsObject()
            .Where(dependency => map.ContainsKey(dependency.Key))
            .All(dependency => dependency.Value is JsonArray names
                ? names.All(name => map.ContainsKey((string)name!))
                : IsValid(dependency.Value!, value)),
        _ => throw new InvalidOperationException($"The keyword {keyword.Key} is not evaluated."),
    });

    private static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        { } kind => kind.ToString().ToLowerInvariant(),
    };

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OpenStackImage.psd1")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
