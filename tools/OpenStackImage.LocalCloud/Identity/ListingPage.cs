using System.Globalization;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>
/// A page of a list of Keystone. Since OpenStack 2025.1 a client gets pages if it sends a limit. Without one it gets the first page only,
/// and the response does not state that there are others (keystone/resource/backends/sql.py, list_projects;
/// keystone/server/flask/common.py, wrap_collection). Older releases do not have pages: they truncate a list and indicate this.
/// </summary>
/// <param name="Records">The records of the page.</param>
/// <param name="Next">The link to the next page; null if there is none, or if Keystone does not show it.</param>
/// <param name="IsCut">True if Keystone indicates that the list has more records.</param>
internal sealed record ListingPage<T>(IReadOnlyList<T> Records, string? Next, bool IsCut);

/// <summary>Divides the lists of Keystone into pages.</summary>
internal static class ListingPage
{
    public const string Marker = "marker";
    private const string Limit = "limit";
    private const int FirstVersionWithPages = 17;

    /// <summary>Returns a page; null if the record of the marker does not exist.</summary>
    public static ListingPage<T>? Of<T>(ServiceRequest request, IEnumerable<T> records, Func<T, string> idOf, CloudOptions options)
    {
        var all = records.ToArray();
        if (options.ImageApiMinor < FirstVersionWithPages)
        {
            return options.ListLimit is { } most && all.Length > most ? new(all[..most], null, IsCut: true) : new(all, null, IsCut: false);
        }

        var hasLimit = int.TryParse(request.QueryValue(Limit), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0;
        var size = Math.Min(hasLimit ? limit : int.MaxValue, options.ListLimit ?? CloudOptions.DefaultListLimit);
        if (!hasLimit && all.Length <= size && request.QueryValue(Marker) is null)
        {
            return new(all, null, IsCut: false);
        }

        // Pages are in the order of the IDs.
        var sorted = all.OrderBy(idOf, StringComparer.Ordinal).ToArray();
        var start = 0;
        if (request.QueryValue(Marker) is { } marker)
        {
            start = Array.FindIndex(sorted, record => idOf(record) == marker) + 1;
            if (start == 0)
            {
                return null;
            }
        }

        var page = sorted[start..Math.Min(start + size, sorted.Length)];

        // Keystone does not check whether a full page is the last one.
        var isCut = hasLimit && page.Length == size;
        return new(page, isCut ? LinkAfter(request, idOf(page[^1]), size) : null, isCut);
    }

    private static string LinkAfter(ServiceRequest request, string marker, int size)
    {
        var pairs = request.Query.Where(pair => pair.Key is not (Marker or Limit))
            .Append(new(Limit, $"{size}")).Append(new(Marker, marker));
        var query = string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        return $"{IdentityPath.Base(request)}{request.Target.Path}?{query}";
    }
}
