using System.Globalization;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>The three forms of webob's error bodies.</summary>
internal enum ErrorForm
{
    /// <summary>Plain text, if Accept contains no suitable type.</summary>
    Plain,

    /// <summary>text/html, which takes precedence over types of equal quality.</summary>
    Html,

    /// <summary>application/json</summary>
    Json,
}

/// <summary>Chooses the form of an error by Accept.</summary>
internal static class ErrorForms
{
    public static ErrorForm Of(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
        {
            return ErrorForm.Plain;
        }

        var html = Quality(accept, "text", "html");
        var json = Quality(accept, "application", "json");
        return html <= 0 && json <= 0 ? ErrorForm.Plain : html >= json ? ErrorForm.Html : ErrorForm.Json;
    }

    /// <summary>Returns the quality of the most specific range that includes the type.</summary>
    private static double Quality(string accept, string type, string subtype)
    {
        var best = -1;
        var quality = 0.0;
        foreach (var range in accept.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            var specificity = parts[0].Equals($"{type}/{subtype}", StringComparison.OrdinalIgnoreCase) ? 2
                : parts[0].Equals($"{type}/*", StringComparison.OrdinalIgnoreCase) ? 1
                : parts[0] == "*/*" ? 0
                : -1;
            if (specificity < 0 || specificity < best)
            {
                continue;
            }

            best = specificity;
            quality = Weight(parts);
        }

        return quality;
    }

    private static double Weight(string[] parts)
    {
        foreach (var part in parts.AsSpan(1))
        {
            if (part.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(part.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight))
            {
                return weight;
            }
        }

        return 1;
    }
}
