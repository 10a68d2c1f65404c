namespace OpenStackImage.Http;

/// <summary>Hears of the requests that are sent on its behalf, while they are sent. Called on any thread.</summary>
internal interface IRequestObserver
{
    /// <summary>The command that the requests belong to: what several observers of one command have in common.</summary>
    object Command { get; }

    /// <summary>True if <see cref="Detail"/> should be called; saves making text that nobody reads.</summary>
    bool WantsDetail { get; }

    /// <summary>An answer came, or the request failed.</summary>
    void Completed(OpenStackRequest request);

    /// <summary>A request failed and will be sent again.</summary>
    void Retrying(string reason, TimeSpan delay);

    /// <summary>
    /// Waits until what was read so far has been consumed. A list asks before each further page, so that nobody pays for pages that
    /// nobody looks at.
    /// </summary>
    Task ConsumedAsync();

    /// <summary>Headers of a request and its answer, secrets replaced.</summary>
    void Detail(string text);
}
