using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OpenStackImage;

/// <summary>
/// The forms of OpenStack's IDs. Only text of such a form goes into a path; anything else is a name and goes into a query.
/// </summary>
internal static class OpenStackId
{
    /// <summary>The longest of OpenStack's names and IDs.</summary>
    private const int MaxSegment = 255;

    /// <summary>
    /// Glance's images have UUIDs with dashes (glance/api/v2/images.py, the schema's pattern of <c>id</c>). Glance compares them by case and makes
    /// them in lower case, so that is what is sent.
    /// </summary>
    public static bool TryParseImageId(string? text, [NotNullWhen(true)] out string? id)
    {
        id = Guid.TryParseExact(text, "D", out var uuid) ? uuid.ToString("D", CultureInfo.InvariantCulture) : null;
        return id is not null;
    }

    /// <summary>
    /// True for what may stand in a path. Escaping is not enough: Glance decodes %2F before it routes, and .NET folds <c>..</c> even when it is escaped.
    /// </summary>
    public static bool IsPathSegment(string text)
        => text.Length is > 0 and <= MaxSegment && text is not ("." or "..") && !text.Any(character => char.IsControl(character) || "/\\?#%".IndexOf(character) >= 0);

    /// <summary>Keystone's projects, users and domains have UUIDs without dashes; some clouds took over IDs with dashes.</summary>
    public static bool IsProjectId(string text)
        => (text.Length == 32 && Guid.TryParseExact(text, "N", out _)) || (text.Length == 36 && Guid.TryParseExact(text, "D", out _));

    /// <summary>Glance's stores have the names of sections of its configuration file.</summary>
    public static bool IsStoreId(string text)
        => text.Any(char.IsLetterOrDigit) && text.All(character => character < 0x80 && (char.IsLetterOrDigit(character) || character is '_' or '-' or '.'));
}
