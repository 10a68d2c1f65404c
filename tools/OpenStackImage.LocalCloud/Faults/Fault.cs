namespace OpenStackImage.LocalCloud;

/// <summary>A way in which a request goes wrong. What is left out stays as the service would have it.</summary>
public sealed class Fault
{
    /// <summary>Which requests are meant; all of them when left out.</summary>
    public Func<FaultedRequest, bool>? When { get; init; }

    /// <summary>How often the fault strikes; null is without end.</summary>
    public int? Times { get; init; }

    /// <summary>Strikes only at every n-th request that is meant: 1 at each, 3 at the third, sixth, ...</summary>
    public int Every { get; init; } = 1;

    /// <summary>Waits before the request is answered, or handled.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A status instead of the service's.</summary>
    public int? Status { get; init; }

    /// <summary>A reason phrase instead of the usual one.</summary>
    public string? Reason { get; init; }

    /// <summary>Headers that are set on the answer.</summary>
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

    /// <summary>Answers never: the request ends when the client leaves or the cloud stops.</summary>
    public bool Hang { get; init; }

    /// <summary>The service handles the request first, and then its answer is replaced or lost.</summary>
    public bool AfterHandling { get; init; }

    /// <summary>Whether the service has to answer before this fault can do its part.</summary>
    internal bool NeedsAnswer => AfterHandling || (!Hang && Cut != Cut.BeforeResponse && Status is null);
}
