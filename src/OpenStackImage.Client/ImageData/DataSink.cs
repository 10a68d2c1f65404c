namespace OpenStackImage.ImageData;

/// <summary>The destination of the data of an image.</summary>
internal abstract class DataSink
{
    /// <summary>The number of bytes that were written.</summary>
    public long Position { get; protected set; }

    /// <summary>Writes the next bytes.</summary>
    public abstract Task WriteAsync(byte[] data, int count, CancellationToken cancellationToken);

    /// <summary>Discards all data, because the service starts over.</summary>
    /// <exception cref="OpenStackException">The written data cannot be discarded.</exception>
    public abstract void Restart();
}
