using OpenStackImage.Errors;

namespace OpenStackImage;

/// <summary>
/// The root of everything that can go wrong between the caller and an OpenStack cloud.
/// It never carries a token, a password or the HTTP message that held one.
/// </summary>
public class OpenStackException : Exception
{
    internal OpenStackException(string errorId, string message, Exception? innerException = null)
        : base(TerminalText.Of(message), innerException) => ErrorId = errorId;

    /// <summary>A short name of the cause that stays the same from version to version, for example <c>ImageNotFound</c>.</summary>
    public string ErrorId { get; }

    /// <summary>True if the request may have taken effect all the same.</summary>
    internal virtual bool OutcomeUnknown => false;

    /// <summary>True if it is the image that was not found, and not something that belongs to it.</summary>
    internal bool IsAboutImage => ErrorId == ErrorIds.ImageNotFound;

    /// <summary>What mends it, as a sentence; null where nothing better than the message can be said.</summary>
    public string? RecommendedAction { get; internal init; }
}
