namespace OpenStackImage;

/// <summary>Work that Glance does by itself failed, or its end is not known.</summary>
public sealed class ImageTaskException : OpenStackException
{
    internal ImageTaskException(string errorId, string message, string advice, ImageTask task)
        : base(errorId, $"{message} {advice}") => (Task, Advice) = (task, advice);

    /// <summary>The task as it was seen last.</summary>
    public ImageTask Task { get; }
}
