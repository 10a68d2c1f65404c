namespace OpenStackImage.LocalCloud;

/// <summary>A fault in the handling of a request. A property that is not set keeps the value of the service.</summary>
public sealed class Fault
{
    /// <summary>Selects the requests. Default: all of them.</summary>
    public Func<FaultedRequest, bool>? When { get; init; }

    /// <summary>The number of requests to which the fault is applied. Default: no limit.</summary>
    public int? Times { get; init; }

    /// <summary>Applies the fault only to every n-th selected request: 1 for every request, 3 for the third, sixth, ...</summary>
    public int Every { get; init; } = 1;

    /// <summary>The delay before the request is handled.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Returns the task that completes before the request is handled. Default: no wait.</summary>
    public Func<Task>? Until { get; init; }

    /// <summary>The status to return instead of that of the service.</summary>
    public int? Status { get; init; }

    /// <summary>The reason phrase to return instead of the usual one.</summary>
    public string? Reason { get; init; }

    /// <summary>The headers to set on the response.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The body to return instead of that of the service.</summary>
    public string? Body { get; init; }

    /// <summary>A body of any bytes to return instead of that of the service; takes precedence over <see cref="Body"/>.</summary>
    public ReadOnlyMemory<byte>? RawBody { get; init; }

    /// <summary>The media type to return instead of that of the service.</summary>
    public string? ContentType { get; init; }

    /// <summary>The point at which the connection is closed.</summary>
    public Cut Cut { get; init; }

    /// <summary>
    /// The number of bytes of the body that are sent before <see cref="Cut.MidBody"/> cuts, or that are received before
    /// <see cref="Cut.BeforeResponse"/> cuts.
    /// </summary>
    public int CutAfterBytes { get; init; }

    /// <summary>True to never respond: the request ends when the client disconnects or the cloud stops.</summary>
    public bool Hang { get; init; }

    /// <summary>True to have the service process the request first; then its response is replaced or lost.</summary>
    public bool AfterHandling { get; init; }

    /// <summary>True if the service has to process the request before the fault is applied.</summary>
    internal bool NeedsResponse => AfterHandling || (!Hang && Cut != Cut.BeforeResponse && Status is null);
}
