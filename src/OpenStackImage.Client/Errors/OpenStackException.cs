using System.Diagnostics;
using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>
/// The base class of all errors of this client. It never contains a token, a password or an HTTP message that has one.
/// </summary>
public class OpenStackException : Exception
{
    /// <summary>
    /// The limit exceeds the length of every message of this module. Servers and tenants can choose names and links of any length.
    /// </summary>
    private const int MaxMessage = 8_000;

    private readonly string? _ownAction;

    internal OpenStackException(string errorId, string message, Exception? innerException = null)
        : base(Shown(message), Harmless(innerException))
    {
        ErrorId = errorId;
        Debug.Assert(
            ErrorTable.Of(errorId).Exception.IsInstanceOfType(this),
            $"The table of errors has another type for {errorId}: {GetType()}.");
    }

    /// <summary>The ID of the error, for example <c>ImageNotFound</c>. It does not change between versions.</summary>
    public string ErrorId { get; }

    /// <summary>How to fix it, as a sentence.</summary>
    public string RecommendedAction
    {
        get => Shown(_ownAction ?? ErrorTable.RecommendedActionOf(ErrorId));
        internal init => _ownAction = value;
    }

    /// <summary>The recommended action of this error; null if that of its ID applies.</summary>
    internal string? OwnAction
    {
        get => _ownAction;
        init => _ownAction = value;
    }

    /// <summary>The name of the category in PowerShell.</summary>
    internal string Category => ErrorTable.Of(ErrorId).Category;

    /// <summary>True if the request may have taken effect despite the error.</summary>
    internal virtual bool OutcomeUnknown => false;

    /// <summary>The subject of the error, if it can concern several parameters of a command: the text of one of them.</summary>
    internal string? Subject { get; set; }

    /// <summary>
    /// True if an earlier attempt may have taken effect. A refusal may then be due to that: 404 for a DELETE, or 409 for a member that is
    /// added.
    /// </summary>
    internal virtual bool PriorOutcomeUnknown => false;

    /// <summary>
    /// True if a change may have taken effect although its operation, with all retries and verifications, failed with this exception.
    /// </summary>
    internal bool MayHaveTakenEffect => this is OutcomeUnknownException or SessionClosedException;

    /// <summary>True if the image itself was not found, and not one of its sub-resources.</summary>
    internal bool IsAboutImage => ErrorId == ErrorIds.ImageNotFound;

    private static string Shown(string text)
        => TerminalText.Of(text.Length <= MaxMessage ? text : text.Substring(0, MaxMessage) + TerminalText.Ellipsis)!;

    /// <summary>Get-Error shows inner exceptions with their messages, which may quote a response.</summary>
    private static Exception? Harmless(Exception? cause)
    {
        for (var inner = cause; inner is not null; inner = inner.InnerException)
        {
            if (inner.Message.Length > MaxMessage || TerminalText.OfLines(inner.Message) != inner.Message)
            {
                return null;
            }
        }

        return cause;
    }
}
