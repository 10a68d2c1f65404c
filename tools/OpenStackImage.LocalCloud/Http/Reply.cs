using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Http;

/// <summary>A response, complete before the first byte is sent, so that a fault can replace or cut it.</summary>
internal sealed class Reply
{
    public required int Status { get; init; }

    public required string Reason { get; init; }

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Data in place of a body, of which a part is sent.</summary>
    public ImageData? Data { get; init; }

    /// <summary>The offset of the part in the data.</summary>
    public long DataOffset { get; init; }

    /// <summary>The number of bytes of the data that are sent.</summary>
    public long DataLength { get; init; }

    /// <summary>True if the service accepts the request, but reads its body before it responds.</summary>
    public Func<ImageData, Reply>? TakeData { get; init; }

    /// <summary>Called if the body is not received completely.</summary>
    public Action? Abandon { get; init; }

    /// <summary>The bytes that follow the head.</summary>
    public long Length => Data is null ? Body.Length : DataLength;

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>True for responses of the front server, which closes the connection after them.</summary>
    public bool ClosesConnection { get; init; }

    public Reply With(string name, string value)
    {
        Headers.Add(new(name, value));
        return this;
    }
}
