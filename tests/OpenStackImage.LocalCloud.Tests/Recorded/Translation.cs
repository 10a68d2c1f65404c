using System.Text.RegularExpressions;

namespace OpenStackImage.LocalCloud.Tests.Recorded;

/// <summary>Translates the IDs and addresses of the real services to those of the local cloud.</summary>
internal sealed partial class Translation(CloudServer cloud)
{
    private const string Keystone = "http://127.0.0.1:15000/identity";
    private const string Glance = "http://127.0.0.1:19292";

    private readonly (string Recorded, string Local)[] _ids =
    [
        ("9b5db96615a7417f9cd3da94510d4e97", cloud.State.Project("demo").Id),
        ("5e7b4ff028c4424b8a277ebdc66b970a", cloud.State.Project("alt").Id),
        ("440d7447713140c18a17cc6e16e02f54", cloud.State.Project("admin").Id),
        ("dff89b72cf9b488f9f42cae5da73f2eb", cloud.State.User("demo").Id),
        ("74b9d48c4487495d93511eec814cea39", cloud.State.Role("member").Id),
        ("e88c561bb93b40789490578c8b4427ab", cloud.State.Role("reader").Id),
    ];

    /// <summary>A letter of the prefix of names was removed from the recorded requests. The recorded lengths were not changed.</summary>
    public const string Prefix = "zz-";

    public string ToLocal(string text) => _ids.Aggregate(
        text.Replace("\"x-", $"\"{Prefix}", StringComparison.Ordinal), (current, id) => current.Replace(
            id.Recorded, id.Local, StringComparison.Ordinal));

    public string ToRecorded(string text)
    {
        var origin = cloud.BaseUri.GetLeftPart(UriPartial.Authority);
        text = text.Replace($"{origin}/identity", Keystone, StringComparison.Ordinal)
            .Replace($"{origin}/image", Glance, StringComparison.Ordinal).Replace(origin, Glance, StringComparison.Ordinal);
        return _ids.Aggregate(text, (current, id) => current.Replace(id.Local, id.Recorded, StringComparison.Ordinal));
    }

    /// <summary>Values that were masked or shortened in the recording.</summary>
    public static string Masked(string text) => Secret().Replace(text, "***").Replace(Prefix, "x-", StringComparison.Ordinal);

    /// <summary>Removes the values that differ in each run: generated IDs, and times.</summary>
    public static string WithoutChance(string text) => Id().Replace(Time().Replace(Audit().Replace(text, "AUDIT"), "TIME"), "ID");

    [GeneratedRegex("""(?<="audit_ids": \[")[\w-]+""")]
    private static partial Regex Audit();

    [GeneratedRegex("""(?<="secret": ")[\w-]+""")]
    private static partial Regex Secret();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?")]
    private static partial Regex Time();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")]
    private static partial Regex Id();
}
