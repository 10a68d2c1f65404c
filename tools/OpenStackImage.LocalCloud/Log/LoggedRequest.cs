namespace OpenStackImage.LocalCloud;

/// <summary>A request to the cloud, without its token.</summary>
public sealed record LoggedRequest
{
    /// <summary>1 for the first request since the start or the last Clear.</summary>
    public required long Number { get; init; }

    /// <summary>identity, image, or empty for a path that leads to neither.</summary>
    public required string Service { get; init; }

    /// <summary>GET, POST, ...</summary>
    public required string Method { get; init; }

    /// <summary>The request target as it was received, with the service's prefix, still escaped.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>The status that was sent, or 0 when the connection was cut before one.</summary>
    public required int StatusCode { get; init; }

    /// <summary>When the request had been read.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the response was sent or abandoned.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Whether the request had a token, good or not.</summary>
    public required bool HadToken { get; init; }

    /// <summary>The name of the user that the token belongs to, if it is good.</summary>
    public string? User { get; init; }

    /// <summary>The name of the project that the token is scoped to.</summary>
    public string? Project { get; init; }

    /// <summary>The headers that tests care about: Accept, Content-Type, User-Agent and the like.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The length of the body in bytes.</summary>
    public required long RequestLength { get; init; }

    /// <summary>The body, if <see cref="CloudOptions.LogsBodies"/> is set; null for image data.</summary>
    public string? Body { get; init; }

    /// <summary>How many other requests were in flight when this one began.</summary>
    public required int InFlightAtStart { get; init; }

    /// <summary>Whether a fault was applied to the request.</summary>
    public bool Faulted { get; init; }
}
