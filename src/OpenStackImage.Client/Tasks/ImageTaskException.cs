namespace OpenStackImage;

/// <summary>A task of Glance failed, or its result is unknown.</summary>
public sealed class ImageTaskException : OpenStackException
{
    internal ImageTaskException(string errorId, string message, string recommendedAction, ImageTask? task)
        : base(errorId, message) => (Task, RecommendedAction) = (task, recommendedAction);

    /// <summary>The last known state of the task; null if the cloud does not show tasks.</summary>
    public ImageTask? Task { get; }
}
