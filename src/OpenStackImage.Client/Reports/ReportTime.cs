using System.Globalization;

namespace OpenStackImage.Reports;

/// <summary>Times in exported files: ISO 8601, the format of the user's culture, or that of Windows PowerShell's ConvertTo-Json.</summary>
internal static class ReportTime
{
    private const string JsonStart = "/Date(";
    private const string JsonEnd = ")/";

    /// <summary>The end of the year 9998, since 1970.</summary>
    private const long MaxMilliseconds = 253_370_764_800_000;

    private static readonly DateTimeOffset Epoch = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Returns the local time that a text names; null for another text.</summary>
    public static DateTime? Parse(string? text)
    {
        if (text is not { Length: > 0 })
        {
            return null;
        }

        if (text.StartsWith(JsonStart, StringComparison.Ordinal) && text.EndsWith(JsonEnd, StringComparison.Ordinal))
        {
            var number = text.Substring(JsonStart.Length, text.Length - JsonStart.Length - JsonEnd.Length);
            return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
                && milliseconds is > 0 and < MaxMilliseconds
                ? Epoch.AddMilliseconds(milliseconds).LocalDateTime
                : null;
        }

        var cultures = IsIso(text)
            ? new[] { CultureInfo.InvariantCulture }
            : new[] { CultureInfo.CurrentCulture, CultureInfo.InvariantCulture };
        foreach (var culture in cultures)
        {
            if (DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeLocal, out var time))
            {
                return time.LocalDateTime;
            }
        }

        return null;
    }

    /// <summary>Returns a time in ISO 8601; null stays null.</summary>
    public static string? Text(DateTime? time)
        => time is { } value ? new DateTimeOffset(value).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null;

    /// <summary>Returns a time in a readable form, in the time zone of the computer.</summary>
    public static string ForReading(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static bool IsIso(string text) => text.Length > 4 && text[4] == '-' && text.Take(4).All(char.IsDigit);
}
