using System.Globalization;

namespace OpenStackImage.Sharing;

/// <summary>The end date of a share, in the format of sharing files.</summary>
internal static class SharingTime
{
    private const string FirstDay = "0001-01-01";
    private const string LastDay = "9999-12-31";

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mmK", "yyyy-MM-dd' 'HH:mm:ssK",
        "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Returns the last day of a share that ends at midnight UTC, otherwise the time.</summary>
    public static string? Text(DateTimeOffset? end)
    {
        if (end is not { } time)
        {
            return null;
        }

        var utc = time.UtcDateTime;
        return utc.TimeOfDay == TimeSpan.Zero && utc > DateTime.MinValue
            ? utc.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a date, which includes the whole day in UTC, or a time with its zone; returns null for other text.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return new DateTimeOffset(date < DateTime.MaxValue.Date ? date.AddDays(1) : DateTime.MaxValue, TimeSpan.Zero);
        }

        var hasZone = text.EndsWith("Z", StringComparison.Ordinal) || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;
        return !hasZone ? null
            : ParseTime(text) is { } time ? time

            // After conversion to UTC, the first or the last day of the calendar may be out of range.
            : text.StartsWith(FirstDay, StringComparison.Ordinal) && ParseTime(text.Replace(FirstDay, "0001-01-02")) is not null
                ? DateTimeOffset.MinValue
            : text.StartsWith(LastDay, StringComparison.Ordinal) && ParseTime(text.Replace(LastDay, "9999-12-30")) is not null
                ? DateTimeOffset.MaxValue
            : null;
    }

    private static DateTimeOffset? ParseTime(string text)
        => DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUniversalTime()
            : null;
}
