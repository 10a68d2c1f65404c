namespace OpenStackImage.Http;

/// <summary>A URL from a server: in a catalog, in a discovery document, or of a device page.</summary>
internal static class ServerUrl
{
    /// <summary>Returns an http or https URL without user and password; null for any other text.</summary>
    public static Uri? Parse(string? text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 ? uri : null;
}
