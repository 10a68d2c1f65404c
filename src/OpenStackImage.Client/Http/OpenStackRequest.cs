using OpenStackImage.Http;

namespace OpenStackImage;

/// <summary>
/// One HTTP request that a session sent, as recorded in its log. It contains neither headers nor bodies, and therefore no secrets.
/// </summary>
public sealed class OpenStackRequest : DisplayObject
{
    /// <summary>The number of the request in the session, from 1.</summary>
    public long Number { get; internal init; }

    /// <summary>The service type: <c>identity</c> or <c>image</c>.</summary>
    public string Service { get; internal init; } = "";

    /// <summary>
    /// The cloud that received the request: the name of the session, else the name of the cloud in clouds.yaml, else the host of the
    /// endpoint. Get-OpenStackRequest sets it.
    /// </summary>
    public string? Cloud { get; internal set; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; internal init; } = "";

    /// <summary>The URL of the request.</summary>
    public Uri Uri { get; internal init; } = null!;

    /// <summary>The HTTP status; null if there was no response.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The time from the first byte sent to the last byte read, in milliseconds.</summary>
    public double DurationMs { get; internal init; }

    /// <summary>
    /// x-openstack-request-id, by which the cloud's operators find the request in their logs; null if the service sent none.
    /// </summary>
    public string? RequestId { get; internal init; }

    /// <summary>The size of the request's body in bytes.</summary>
    public long RequestBytes { get; internal init; }

    /// <summary>The size of the response's body in bytes, after decompression.</summary>
    public long ResponseBytes { get; internal init; }

    /// <summary>The number of the attempt, from 1.</summary>
    public int Attempt { get; internal init; }

    /// <summary>The time at which the request was sent.</summary>
    public DateTime StartedAt { get; internal init; }

    /// <summary>
    /// The request as a curl command, for a report to the cloud's operators. The token is replaced by $OS_TOKEN and the body by body.json,
    /// because neither is recorded.
    /// </summary>
    public string Curl => CurlCommand.Of(this);

    /// <summary>The header that held the token; null if there was none.</summary>
    internal string? TokenHeader { get; init; }

    /// <summary>The media type of the body; null if there was none.</summary>
    internal string? BodyType { get; init; }

    internal bool IsFailure => StatusCode is null or >= 400;

    /// <inheritdoc/>
    public override string ToString()
    {
        var status = StatusCode is null ? "no response" : FormattableString.Invariant($"{StatusCode}");
        return FormattableString.Invariant($"{Method} {Uri} -> {status} in {DurationMs:0} ms");
    }

    private protected override object? GetDisplayValue(string property) => property switch
    {
        nameof(System.Uri.PathAndQuery) => Uri.PathAndQuery,
        _ => base.GetDisplayValue(property),
    };
}
