namespace OpenStackImage.Http;

/// <summary>A body that is read while it is sent, so that memory usage does not depend on its size.</summary>
internal interface IRequestData
{
    /// <summary>The number of bytes; null if it is known only at the end, so that the body is sent in chunks.</summary>
    long? Length { get; }

    /// <summary>False once some of it was sent and cannot be read again.</summary>
    bool CanReplay { get; }

    /// <summary>Writes all of it.</summary>
    Task WriteToAsync(Stream target, CancellationToken cancellationToken);
}
