namespace OpenStackImage.Configuration;

/// <summary>The address of a service, as a person gives it.</summary>
internal static class ServiceUrl
{
    /// <param name="text">The address; null stays null.</param>
    /// <param name="source">Where it was given, for the message.</param>
    /// <exception cref="SignInOptionsException">It is no http or https address, or carries a password or a query.</exception>
    public static Uri? Parse(string? text, string source)
    {
        if (text is null)
        {
            return null;
        }

        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || (uri.Scheme != "http" && uri.Scheme != "https"))
        {
            throw new SignInOptionsException($"{source} is '{text}', which is no address of the form https://host:port/path.");
        }

        // The message leaves the address out: it may hold the password.
        return uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0
            ? throw new SignInOptionsException($"{source} holds more than scheme, host, port and path. Give user and password with -Credential.")
            : uri;
    }
}
