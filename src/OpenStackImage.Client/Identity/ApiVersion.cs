using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>One version in a service's version document.</summary>
/// <param name="Id">For example <c>v2.16</c> or <c>v3.14</c>.</param>
/// <param name="Status">CURRENT, SUPPORTED, stable, ...</param>
/// <param name="Self">The URL of the version; relative or absolute, as the service wrote it.</param>
internal sealed record ApiVersion(string Id, string Status, string? Self)
{
    /// <summary>The number before the dot; -1 if the ID has another form.</summary>
    public int Major { get; } = Number(Id, 0);

    /// <summary>The number after the dot; 0 if there is none.</summary>
    public int Minor { get; } = Math.Max(Number(Id, 1), 0);

    /// <summary>Returns the number alone: 2.16.</summary>
    public override string ToString() => Id.TrimStart('v');

    private static int Number(string id, int index)
        => id.TrimStart('v').Split('.').ElementAtOrDefault(index) is { } text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
}

/// <summary>
/// A version document: <c>{"versions": [...]}</c> of Glance, <c>{"versions": {"values": [...]}}</c> and <c>{"version": {...}}</c> of
/// Keystone.
/// </summary>
internal sealed record ApiVersions(IReadOnlyList<ApiVersion> All)
{
    /// <summary>
    /// Returns the newest minor version of a major one; null if the service has none. Glance does not always list the newest first.
    /// </summary>
    public ApiVersion? Newest(int major)
        => All.Where(version => version.Major == major).OrderByDescending(version => version.Minor).FirstOrDefault();
}

/// <summary>Reads a version document, in any of its forms.</summary>
internal static class ApiVersionReader
{
    public static ApiVersions Read(JsonReader reader)
    {
        var versions = reader.LoadObject("the version document").Properties().SelectMany(property => VersionsIn(property.Value)).ToArray();
        return versions.Length > 0 ? new ApiVersions(versions) : throw new JsonSerializationException("it lists no version.");
    }

    private static IEnumerable<ApiVersion> VersionsIn(JToken value) => value switch
    {
        JArray list => list.SelectMany(VersionsIn),
        JObject version when version.Text("id") is { } id => [new ApiVersion(id, version.Text("status") ?? "", SelfOf(version))],
        JObject group when group["values"] is { } values => VersionsIn(values),
        _ => [],
    };

    private static string? SelfOf(JObject version)
        => version.Objects("links").LastOrDefault(link => link.Text("rel") == "self")?.Text("href");
}
