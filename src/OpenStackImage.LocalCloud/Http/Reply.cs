namespace OpenStackImage.LocalCloud.Http;

/// <summary>An answer, complete before the first byte is sent, so that a fault can replace or cut it.</summary>
internal sealed class Reply
{
    public required int Status { get; init; }

    public required string Reason { get; init; }

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>Set on answers of the front server, which ends the connection with them.</summary>
    public bool ClosesConnection { get; init; }

    public Reply With(string name, string value)
    {
        Headers.Add(new(name, value));
        return this;
    }
}
