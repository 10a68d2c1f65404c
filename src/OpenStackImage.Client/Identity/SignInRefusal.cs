using System.Text.RegularExpressions;

namespace OpenStackImage.Identity;

/// <summary>
/// Explains why Keystone refused a sign-in, as far as its message shows (keystone/exception.py, subclasses of Unauthorized).
/// </summary>
internal static class SignInRefusal
{
    private const string AnyCause
        = "Check the user, password, domain and project, and whether the user has a role on the project; "
            + "Keystone does not report which of them is wrong.";

    private static readonly string[] Unknown = ["Could not ", "other_error"];

    private static readonly (Regex Message, string Explanation, string RecommendedAction)[] Known =
    [
        (Pattern("password.*(is|has) expired"), "The password has expired.", "Change the password, then sign in with the new one."),
        (Pattern("account.*(is|has) expired"), "The account has expired.", "An administrator of the cloud can extend it."),
        (
            Pattern("account.*locked"),
            "Keystone has locked the account after failed sign-ins.",
            "Wait until the lock expires, or ask an administrator."),
        (Pattern("(account|user).*disabled"), "The account is disabled.", "An administrator of the cloud can enable it."),
        (Pattern("credential.*expired"), "The application credential has expired.", "Create another one."),
    ];

    /// <summary>
    /// True for a response by which Keystone refuses a sign-in: 404 for an unknown token or application credential, also in the form of
    /// OAuth 2.0 (keystone/api/os_oauth2.py), 403 for another user's trust.
    /// </summary>
    public static bool Is(ServiceException response) => response is AuthenticationException or AccessDeniedException
        || (response is NotFoundException && Unknown.Any(start => response.ServerMessage.StartsWith(start, StringComparison.Ordinal)));

    /// <summary>Returns the refusal as an exception that explains what was refused and how to fix it.</summary>
    /// <param name="response">Keystone's response.</param>
    /// <param name="what">What Keystone refused, as a sentence.</param>
    /// <param name="advice">How to fix it if the message does not show the cause; null for the advice for users with passwords.</param>
    public static AuthenticationException Explain(ServiceException response, string what, string? advice = null)
    {
        if (response.IsOfProxy)
        {
            return response.AsAuthentication(
                $"{what} The response is not that of Keystone; a proxy in front of it has probably refused the request.",
                "Check the URL of Keystone and the proxies in front of it.");
        }

        var known = Array.Find(Known, one => one.Message.IsMatch(response.ServerMessage));
        return known.Explanation is null
            ? response.AsAuthentication(what, advice ?? AnyCause)
            : response.AsAuthentication($"{what} {known.Explanation}", known.RecommendedAction);
    }

    private static Regex Pattern(string pattern)
        => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
