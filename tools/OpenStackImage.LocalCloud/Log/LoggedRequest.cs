namespace OpenStackImage.LocalCloud;

/// <summary>A request to the cloud, without its token.</summary>
public sealed record LoggedRequest
{
    /// <summary>1 for the first request since the start or the last Clear.</summary>
    public required long Number { get; init; }

    /// <summary>identity, image, or empty for a path of neither service.</summary>
    public required string Service { get; init; }

    /// <summary>GET, POST, ...</summary>
    public required string Method { get; init; }

    /// <summary>The request target as it was received, with the service's prefix, still escaped.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>The status that was sent; 0 if the connection was closed before.</summary>
    public required int StatusCode { get; init; }

    /// <summary>When the request had been read.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the response was sent or abandoned.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>True if the request had a token, valid or not.</summary>
    public required bool HadToken { get; init; }

    /// <summary>The name of the user of the token, if the token is valid.</summary>
    public string? User { get; init; }

    /// <summary>The name of the project that the token is scoped to.</summary>
    public string? Project { get; init; }

    /// <summary>The headers that tests use: Accept, Content-Type, User-Agent and others.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The length of the body in bytes.</summary>
    public required long RequestLength { get; init; }

    /// <summary>The body, if <see cref="CloudOptions.LogsBodies"/> is set; null for image data.</summary>
    public string? Body { get; init; }

    /// <summary>The number of other requests in progress when this request started.</summary>
    public required int InFlightAtStart { get; init; }

    /// <summary>Whether a fault was applied to the request.</summary>
    public bool Faulted { get; init; }
}
