namespace OpenStackImage.Configuration;

/// <summary>The URL of a service, as a user specifies it.</summary>
internal static class ServiceUrl
{
    /// <param name="text">The URL; null stays null.</param>
    /// <param name="source">Where it was specified, for the message.</param>
    /// <exception cref="SignInOptionsException">
    /// It is not an http or https URL, or contains a password or a query. The message does not show it.
    /// </exception>
    public static Uri? Parse(string? text, string source)
    {
        if (text is null)
        {
            return null;
        }

        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new SignInOptionsException($"{source} is not a URL of the form https://host:port/path{Shown(text)}.");
        }

        return uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0
            ? throw new SignInOptionsException($"{source} contains more than scheme, host, port and path. "
                + "Specify the user and password with -Credential.")
            : uri;
    }

    /// <summary>True for text that may contain a secret and must not be shown in messages.</summary>
    public static bool MayHoldSecret(string text) => text.IndexOfAny(['@', '?', '#']) >= 0;

    private static string Shown(string text) => MayHoldSecret(text) ? "" : $": '{text}'";
}
