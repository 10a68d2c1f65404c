namespace OpenStackImage;

/// <summary>The data of an image is invalid, or it was not transferred completely.</summary>
public sealed class ImageDataException : OpenStackException
{
    internal ImageDataException(string errorId, string message, string recommendedAction, Exception? innerException = null)
        : base(errorId, message, innerException) => RecommendedAction = recommendedAction;

    private ImageDataException(string errorId, string message, ServiceException refusal, string recommendedAction)
        : base(errorId, $"{message} {refusal.Response?.Quote()}", refusal) => RecommendedAction = recommendedAction;

    /// <summary>The service rejected the data. The message ends with the service's sentence.</summary>
    internal static ImageDataException Refused(string errorId, string message, string recommendedAction, ServiceException refusal)
        => new(errorId, message, refusal, recommendedAction);
}

/// <summary>A file cannot be read or written.</summary>
public sealed class FileException : OpenStackException
{
    internal FileException(string errorId, string message, string recommendedAction, Exception? innerException = null)
        : base(errorId, message, innerException) => RecommendedAction = recommendedAction;

    /// <summary>The path of the file; null if there is none.</summary>
    internal string? Path { get; init; }
}
