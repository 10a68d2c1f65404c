namespace OpenStackImage.ImageData;

/// <summary>Where the data of an image goes.</summary>
internal abstract class DataSink
{
    /// <summary>How many bytes of the image are there.</summary>
    public long Position { get; protected set; }

    /// <summary>Takes the next bytes.</summary>
    public abstract Task WriteAsync(byte[] data, int count, CancellationToken cancellationToken);

    /// <summary>Forgets everything, because the service begins anew.</summary>
    /// <exception cref="OpenStackException">What is there cannot be taken back.</exception>
    public abstract void Restart();
}
