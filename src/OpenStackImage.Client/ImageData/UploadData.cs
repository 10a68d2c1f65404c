using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.ImageData;

/// <summary>Data on its way into an image: read, hashed and sent piece by piece. From a stream that cannot seek it can be sent once.</summary>
internal sealed class UploadData : IRequestData, IDisposable
{
    private readonly Stream _stream;
    private readonly string _what;
    private readonly IProgress<long>? _progress;
    private readonly long _start;
    private readonly DataHash _hash = DataHash.Of(DataHash.Usual)!;
    private byte[] _head = [];
    private bool _isBegun;

    /// <param name="stream">The data, from where the stream stands. It is closed with this.</param>
    /// <param name="what">What a person calls it, for messages.</param>
    /// <param name="progress">Told how many bytes were sent.</param>
    public UploadData(Stream stream, string what, IProgress<long>? progress)
    {
        _stream = stream;
        _what = what;
        _progress = progress;
        _start = stream.CanSeek ? stream.Position : 0;
        Length = stream.CanSeek ? stream.Length - _start : null;
    }

    public long? Length { get; }

    public bool CanReplay => !_isBegun || _stream.CanSeek;

    /// <summary>How many bytes the last try sent.</summary>
    public long Sent { get; private set; }

    /// <summary>The hash of what the last try sent whole, in hexadecimal digits.</summary>
    public string? HashValue { get; private set; }

    /// <summary>The disk format that <see cref="RecogniseAsync"/> found; null before.</summary>
    public string? Format { get; private set; }

    /// <summary>The file to send.</summary>
    /// <exception cref="FileException">It cannot be read.</exception>
    public static UploadData OfFile(string path, IProgress<long>? progress)
        => new(LocalFile.Try(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, LocalFile.NoBuffer, LocalFile.Streaming)), $"'{path}'", progress);

    /// <summary>The format of the disk by its beginning.</summary>
    public async Task<string> RecogniseAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[DiskFormatProbe.HeadSize];
        var count = await ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (_stream.CanSeek)
        {
            _stream.Position = _start;
        }
        else
        {
            Array.Resize(ref buffer, count);
            _head = buffer;
        }

        return Format = DiskFormatProbe.Recognise(new ArraySegment<byte>(buffer, 0, count));
    }

    public async Task WriteToAsync(Stream target, CancellationToken cancellationToken)
    {
        if (_isBegun)
        {
            _stream.Position = _start;
        }

        _isBegun = true;
        (Sent, HashValue) = (0, null);
        _hash.Reset();
        if (_head.Length > 0)
        {
            _hash.Append(_head, _head.Length);
            await target.WriteAsync(_head, 0, _head.Length, cancellationToken).ConfigureAwait(false);
            Sent = _head.Length;
        }

        await HashedCopy.RunAsync(
            buffer => ReadAsync(buffer, cancellationToken),
            (buffer, count) => target.WriteAsync(buffer, 0, count, cancellationToken),
            _hash,
            count => _progress?.Report(Sent += count)).ConfigureAwait(false);
        HashValue = _hash.Finish();
    }

    public void Dispose()
    {
        _hash.Dispose();
        _stream.Dispose();
    }

    private async Task<int> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await HashedCopy.FillAsync(_stream, buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            throw new FileException(ErrorIds.FileFailed, $"{_what} cannot be read: {failure.Message}", "Check it and run the command again.", failure);
        }
    }
}
