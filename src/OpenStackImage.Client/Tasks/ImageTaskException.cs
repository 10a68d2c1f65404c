namespace OpenStackImage;

/// <summary>Work that Glance does by itself failed, or its end is not known.</summary>
public sealed class ImageTaskException : OpenStackException
{
    internal ImageTaskException(string errorId, string message, string recommendedAction, ImageTask? task)
        : base(errorId, message) => (Task, RecommendedAction) = (task, recommendedAction);

    /// <summary>The task as it was seen last; null if the cloud does not show tasks.</summary>
    public ImageTask? Task { get; }
}
