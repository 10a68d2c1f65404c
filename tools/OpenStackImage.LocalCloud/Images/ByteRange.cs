using System.Text.RegularExpressions;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>The requested part of the data, by Range or, as Glance still permits, by Content-Range.</summary>
internal readonly partial record struct ByteRange(long Offset, long Length)
{
    public static ByteRange? Read(ServiceRequest request, long size, out Reply? refusal)
    {
        refusal = null;
        if (request.Header("Range") is { } range)
        {
            return OfRange(request, range, size, out refusal);
        }

        return request.Header("Content-Range") is { } legacy ? OfContentRange(request, legacy, size, out refusal) : null;
    }

    private static ByteRange? OfRange(ServiceRequest request, string range, long size, out Reply? refusal)
    {
        refusal = null;
        if (range.Contains(',', StringComparison.Ordinal))
        {
            refusal = ImageError.BadRequest(
                request, "Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests instead.");
            return null;
        }

        var match = RangeForm().Match(range);
        if (!match.Success || IsBackwards(match))
        {
            refusal = ImageError.RangeNotSatisfiable(request, "Invalid Range header.");
            return null;
        }

        if (size == 0)
        {
            return null;
        }

        // Glance interprets the range -0 as all bytes.
        var first = match.Groups[1].Length == 0
            ? Number(match.Groups[2]) is var tail and > 0
            ? Math.Max(0, size - tail)
            : 0
            : Number(match.Groups[1]);
        var last = match.Groups[1].Length == 0 || match.Groups[2].Length == 0 ? size - 1 : Math.Min(Number(match.Groups[2]), size - 1);
        if (first >= size)
        {
            refusal = ImageError.RangeNotSatisfiable(
                request, $"Invalid start position in Range header. Start position MUST be in the inclusive range [0, {size - 1}].");
            return null;
        }

        return new(first, last - first + 1);
    }

    private static ByteRange? OfContentRange(ServiceRequest request, string range, long size, out Reply? refusal)
    {
        refusal = null;
        var match = ContentRangeForm().Match(range);
        if (!match.Success || Number(match.Groups[1]) > Number(match.Groups[2]))
        {
            refusal = ImageError.RangeNotSatisfiable(request, "Invalid Content-Range header.");
            return null;
        }

        if (size == 0)
        {
            return null;
        }

        var (first, last) = (Number(match.Groups[1]), Number(match.Groups[2]));
        if (last < size)
        {
            return new(first, last - first + 1);
        }

        refusal = ImageError.RangeNotSatisfiable(
            request, $"Invalid stop position in Content-Range header. The stop position MUST be in the inclusive range [0, {size - 1}].");
        return null;
    }

    private static bool IsBackwards(Match match)
    {
        var (first, last) = (match.Groups[1], match.Groups[2]);
        return first.Length == 0 ? last.Length == 0 : last.Length > 0 && Number(last) < Number(first);
    }

    private static long Number(Group digits) => long.TryParse(digits.ValueSpan, out var number) ? number : long.MaxValue / 2;

    [GeneratedRegex(@"^bytes=(\d*)-(\d*)$")]
    private static partial Regex RangeForm();

    [GeneratedRegex(@"^bytes (\d+)-(\d+)/(?:\d+|\*)$")]
    private static partial Regex ContentRangeForm();
}
