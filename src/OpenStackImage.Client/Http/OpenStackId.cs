using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OpenStackImage;

/// <summary>
/// The forms of OpenStack's IDs. Only text of such a form is used in a path; all other text is a name and is used in a query.
/// </summary>
internal static class OpenStackId
{
    /// <summary>The longest of OpenStack's names and IDs.</summary>
    private const int MaxSegment = 255;

    /// <summary>The longest ID of a project (keystone/resource/backends/sql_model.py).</summary>
    private const int MaxProjectId = 64;

    /// <summary>
    /// Glance's images have UUIDs with dashes (glance/api/v2/images.py, the schema's pattern of <c>id</c>). Glance creates them in lower
    /// case and compares them with case, so they are sent in lower case.
    /// </summary>
    public static bool TryParseImageId(string? text, [NotNullWhen(true)] out string? id)
    {
        id = Guid.TryParseExact(text, "D", out var uuid) ? uuid.ToString("D", CultureInfo.InvariantCulture) : null;
        return id is not null;
    }

    /// <summary>
    /// Returns a random ID for a new image that begins with the time (UUID version 7, RFC 9562). Glance's creation times have no fractions
    /// of a second, so such IDs show the order of images of one second.
    /// </summary>
    public static string NewImageId(DateTimeOffset time)
    {
        var fraction = time.Ticks % TimeSpan.TicksPerMillisecond * 0x1000 / TimeSpan.TicksPerMillisecond;
        var random = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture).Substring(16);
        var id = FormattableString.Invariant($"{time.ToUnixTimeMilliseconds():x12}7{fraction:x3}{random}");
        return Guid.ParseExact(id, "N").ToString("D", CultureInfo.InvariantCulture);
    }

    /// <summary>True for an ID that begins with the time of its creation.</summary>
    public static bool BeginsWithTime(string imageId)
        => imageId.Length == 36 && imageId[14] == '7' && imageId[19] is ('8' or '9' or 'a' or 'b');

    /// <summary>
    /// True for text that may be part of a path. Escaping is not enough: Glance decodes %2F before it routes, and .NET resolves <c>..</c>
    /// even when it is escaped.
    /// </summary>
    public static bool IsPathSegment(string text)
        => text.Length is > 0 and <= MaxSegment
            && text is not ("." or "..")
            && !text.Any(character => char.IsControl(character) || "/\\?#%".IndexOf(character) >= 0);

    /// <summary>Keystone's projects, users and domains have UUIDs without dashes; some clouds have migrated IDs with dashes.</summary>
    public static bool IsProjectId(string text)
        => (text.Length == 32 && Guid.TryParseExact(text, "N", out _)) || (text.Length == 36 && Guid.TryParseExact(text, "D", out _));

    /// <summary>
    /// True for text that may be the ID of a project on a cloud whose project IDs are not UUIDs: an account number, for example.
    /// </summary>
    public static bool MayBeProjectId(string text)
        => text.Length is > 0 and <= MaxProjectId
            && text.All(character => character < 0x80 && (char.IsLetterOrDigit(character) || character is '_' or '-'));

    /// <summary>
    /// Returns the spelling in which project IDs are compared: UUIDs in lower case without dashes, other IDs as they are.
    /// </summary>
    public static string CanonicalProjectId(string id) => IsProjectId(id) ? Guid.Parse(id).ToString("N", CultureInfo.InvariantCulture) : id;

    /// <summary>
    /// Returns the spellings in which a cloud may know a project, the likely one first. Keystone makes IDs in lower case without dashes and
    /// compares them with case; some clouds have migrated IDs with dashes.
    /// </summary>
    /// <param name="id">A UUID in any spelling.</param>
    /// <param name="known">The ID of a project of the cloud, which shows whether the cloud uses dashes; null if none is known.</param>
    public static string[] SpellingsOfProjectId(string id, string? known)
    {
        var uuid = Guid.Parse(id);
        var (plain, dashed) = (uuid.ToString("N", CultureInfo.InvariantCulture), uuid.ToString("D", CultureInfo.InvariantCulture));
        return known?.Length == dashed.Length ? [dashed, plain] : id.Length == dashed.Length ? [plain, dashed] : [plain];
    }

    /// <summary>Glance's stores have the names of sections of its configuration file.</summary>
    public static bool IsStoreId(string text)
        => text.Any(char.IsLetterOrDigit)
            && text.All(character => character < 0x80 && (char.IsLetterOrDigit(character) || character is '_' or '-' or '.'));
}
