namespace OpenStackImage.LocalCloud;

/// <summary>A fault in the handling of a request. A property that is not set keeps the value of the service.</summary>
public sealed class Fault
{
    /// <summary>Selects the requests. Default: all of them.</summary>
    public Func<FaultedRequest, bool>? When { get; init; }

    /// <summary>How often the fault strikes. Default: without limit.</summary>
    public int? Times { get; init; }

    /// <summary>Strikes at every n-th selected request only: 1 at each one, 3 at the third, sixth, ...</summary>
    public int Every { get; init; } = 1;

    /// <summary>The delay before the request is handled.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Returns the task that completes before the request is handled. Default: no wait.</summary>
    public Func<Task>? Until { get; init; }

    /// <summary>A status instead of the service's.</summary>
    public int? Status { get; init; }

    /// <summary>A reason phrase instead of the usual one.</summary>
    public string? Reason { get; init; }

    /// <summary>Headers that are set on the response.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>A body instead of the service's.</summary>
    public string? Body { get; init; }

    /// <summary>A body of any bytes instead of the service's; wins over <see cref="Body"/>.</summary>
    public ReadOnlyMemory<byte>? RawBody { get; init; }

    /// <summary>A media type instead of the service's.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where the connection is cut.</summary>
    public Cut Cut { get; init; }

    /// <summary>How many bytes of the body go out before <see cref="Cut.MidBody"/> cuts.</summary>
    public int CutAfterBytes { get; init; }

    /// <summary>Never responds: the request ends when the client disconnects or the cloud stops.</summary>
    public bool Hang { get; init; }

    /// <summary>The service handles the request first; then its response is replaced or lost.</summary>
    public bool AfterHandling { get; init; }

    /// <summary>Whether the service has to handle the request before the fault is applied.</summary>
    internal bool NeedsAnswer => AfterHandling || (!Hang && Cut != Cut.BeforeResponse && Status is null);
}
