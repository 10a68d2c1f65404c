using System.Globalization;
using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>One version in a service's version document.</summary>
/// <param name="Id">For example <c>v2.16</c> or <c>v3.14</c>.</param>
/// <param name="Status">CURRENT, SUPPORTED, stable, ...</param>
/// <param name="Self">Where it is served; relative or absolute, as the service wrote it.</param>
internal sealed record ApiVersion(string Id, string Status, string? Self)
{
    /// <summary>The number before the dot; -1 where the ID is of another form.</summary>
    public int Major { get; } = Number(Id, 0);

    /// <summary>The number behind the dot; 0 where there is none.</summary>
    public int Minor { get; } = Math.Max(Number(Id, 1), 0);

    /// <summary>The number alone, as people write it: 2.16.</summary>
    public override string ToString() => Id.TrimStart('v');

    private static int Number(string id, int index)
        => id.TrimStart('v').Split('.').ElementAtOrDefault(index) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

/// <summary>A version document: <c>{"versions": [...]}</c> of Glance, <c>{"versions": {"values": [...]}}</c> and <c>{"version": {...}}</c> of Keystone.</summary>
internal sealed record ApiVersions(IReadOnlyList<ApiVersion> All)
{
    /// <summary>The newest minor version of a major one; null if the service has none. Glance does not always list the newest first.</summary>
    public ApiVersion? Newest(int major) => All.Where(version => version.Major == major).OrderByDescending(version => version.Minor).FirstOrDefault();
}

/// <summary>Reads a version document, in whichever of its forms.</summary>
internal static class ApiVersionReader
{
    public static ApiVersions Read(JsonReader reader)
    {
        var versions = new List<ApiVersion>();
        reader.EnterObject("the version document");
        while (reader.NextProperty(out _))
        {
            reader.Read();
            ReadForm(reader, versions);
        }

        return versions.Count == 0 ? throw new JsonSerializationException("it lists no version.") : new ApiVersions(versions);
    }

    private static void ReadForm(JsonReader reader, List<ApiVersion> versions)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartArray:
                while (reader.Read() && reader.TokenType != JsonToken.EndArray)
                {
                    ReadForm(reader, versions);
                }

                break;
            case JsonToken.StartObject:
                string? id = null, status = null, self = null;
                while (reader.NextProperty(out var name))
                {
                    switch (name)
                    {
                        case "id":
                            id = reader.ReadText();
                            break;
                        case "status":
                            status = reader.ReadText();
                            break;
                        case "values":
                            reader.Read();
                            ReadForm(reader, versions);
                            break;
                        case "links":
                            reader.ReadEach(() => self = ReadSelf(reader) ?? self);
                            break;
                        default:
                            reader.Read();
                            reader.Skip();
                            break;
                    }
                }

                if (id is not null)
                {
                    versions.Add(new ApiVersion(id, status ?? "", self));
                }

                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static string? ReadSelf(JsonReader reader)
    {
        string? rel = null, href = null;
        reader.EnterObject("a link");
        while (reader.NextProperty(out var name))
        {
            switch (name)
            {
                case "rel":
                    rel = reader.ReadText();
                    break;
                case "href":
                    href = reader.ReadText();
                    break;
                default:
                    reader.Read();
                    reader.Skip();
                    break;
            }
        }

        return rel == "self" ? href : null;
    }
}
