using System.ComponentModel;

namespace OpenStackImage.Formatting;

/// <summary>How the module's views show sizes; the properties stay numbers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ByteSize
{
    private const double Step = 1024;

    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>618.0 MiB and the like, in the user's culture; nothing for a size that is not known.</summary>
    public static string Text(long? bytes)
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

        return $"{value:0.0} {Units[unit]}";
    }

    /// <summary>The same with the number of bytes behind it.</summary>
    public static string Detail(long? bytes) => bytes is { } size ? size < Step ? Text(size) : $"{Text(size)} ({size:N0} bytes)" : "";
}
