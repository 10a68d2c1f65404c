using System.Globalization;

namespace OpenStackImage;

/// <summary>Formats numbers of bytes for display.</summary>
internal static class ByteSize
{
    private const double Step = 1024;

    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Returns a size with a unit in the user's culture, for example 618.0 MiB; an empty text if the size is not known.</summary>
    public static string Text(long? bytes) => Format(bytes, CultureInfo.CurrentCulture);

    /// <summary>Returns a limit with a unit, without decimals that are zero and independent of the culture, for example 64 MiB.</summary>
    public static string Limit(long bytes) => Format(bytes, CultureInfo.InvariantCulture).Replace(".0 ", " ");

    /// <summary>Returns a size with a unit and the number of bytes, for example 618.0 MiB (648,019,968 bytes).</summary>
    public static string Detail(long? bytes) => bytes is { } size ? size < Step ? Text(size) : $"{Text(size)} ({size:N0} bytes)" : "";

    private static string Format(long? bytes, CultureInfo culture)
    {
        if (bytes is not { } size)
        {
            return "";
        }

        if (size < Step)
        {
            return $"{size} B";
        }

        var value = (double)size;
        var unit = -1;
        // 1023.95 would be shown as 1024.0.
        for (; unit < 0 || (value >= Step - 0.05 && unit < Units.Length - 1); unit++)
        {
            value /= Step;
        }

        return string.Format(culture, "{0:0.0} {1}", value, Units[unit]);
    }
}
