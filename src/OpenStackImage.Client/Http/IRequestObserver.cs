namespace OpenStackImage.Http;

/// <summary>Is notified of the requests that are sent on its behalf, while they are sent. Methods are called on any thread.</summary>
internal interface IRequestObserver
{
    /// <summary>The command that the requests belong to; several observers may share one.</summary>
    object Command { get; }

    /// <summary>True if <see cref="Detail"/> should be called; avoids creating text that is not shown.</summary>
    bool WantsDetail { get; }

    /// <summary>A response has arrived, or the request failed.</summary>
    void Completed(OpenStackRequest request);

    /// <summary>A request failed and will be sent again.</summary>
    void Retrying(string reason, TimeSpan delay);

    /// <summary>An entry of a list cannot be used, and is omitted. The others are not affected.</summary>
    void Omitted(OpenStackException failure);

    /// <summary>
    /// Waits until what was read so far has been consumed. A list calls it before each further page, so that pages
    /// that are not consumed are not requested.
    /// </summary>
    Task ConsumedAsync();

    /// <summary>Receives the headers of a request and its response, with secrets replaced.</summary>
    void Detail(string text);
}
