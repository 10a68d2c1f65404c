using OpenStackImage.Files;
using OpenStackImage.Http;

namespace OpenStackImage.ImageData;

/// <summary>Data for an image: read, hashed and sent in chunks. Data from a stream that cannot seek can be sent only once.</summary>
internal sealed partial class UploadData : IRequestData, IDisposable
{
    private readonly Stream _stream;
    private readonly string _description;
    private readonly IProgress<long>? _progress;
    private readonly long _start;
    private readonly DataHash _hash;
    private readonly DateTime? _lastWrite;
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);
    private byte[] _head = [];
    private bool _isStarted;
    private long _read;

    /// <param name="stream">The data, from the current position of the stream. It is closed with this object.</param>
    /// <param name="description">The description of the data in messages.</param>
    /// <param name="progress">Is notified of the number of bytes that were sent.</param>
    /// <param name="expected">The hash that the data must have; null for any.</param>
    public UploadData(Stream stream, string description, IProgress<long>? progress, ExpectedHash? expected = null)
    {
        (_stream, _description, _progress, Expected) = (stream, description, progress, expected);
        _start = stream.CanSeek ? stream.Position : 0;
        Length = stream.CanSeek ? stream.Length - _start : null;

        _lastWrite = LastWriteOf(_stream);

        // Data that cannot be read again is hashed with each algorithm that the cloud may use.
        string[] algorithms = stream.CanSeek ? [DataHash.Sha512] : [DataHash.Sha512, DataHash.Sha256, DataHash.Md5];
        _hash = new DataHash(expected is null ? algorithms : [.. algorithms, expected.Algorithm]);
    }

    public long? Length { get; init; }

    public bool CanReplay => !_isStarted || _stream.CanSeek;

    /// <summary>True if the data can be read before it is sent.</summary>
    public bool CanRewind => _stream.CanSeek;

    /// <summary>The hash that the data must have; null for any.</summary>
    public ExpectedHash? Expected { get; }

    /// <summary>
    /// The hashes of the data by algorithm, if the data is verified elsewhere while it is sent; null to compute them here.
    /// </summary>
    public IReadOnlyDictionary<string, string>? KnownHashes { get; init; }

    /// <summary>True if the data is that of an image of another cloud, whose settings the new image has.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The number of bytes that the last attempt sent.</summary>
    public long Sent { get; private set; }

    /// <summary>The hashes of the data that the last complete attempt sent, by algorithm.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; private set; } = new Dictionary<string, string>();

    /// <summary>The disk format that was detected; null before <see cref="DetectFormatAsync"/>.</summary>
    public string? Format { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileException">It cannot be read.</exception>
    public static UploadData OfFile(string path, IProgress<long>? progress, ExpectedHash? expected)
    {
        var stream = LocalFile.OpenRegular(path);
        if (stream.CanSeek)
        {
            return new UploadData(stream, $"'{path}'", progress, expected);
        }

        // Some files in /proc are regular files for the system, but are read like a FIFO.
        stream.Dispose();
        throw LocalFile.NotRegular(path);
    }

    /// <summary>Detects the disk format from the beginning of the data.</summary>
    public async Task<string> DetectFormatAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[DiskFormatProbe.HeadSize];
        var chunk = await ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        chunk.Failure?.Throw();
        if (_stream.CanSeek)
        {
            _stream.Position = _start;
        }
        else
        {
            Array.Resize(ref buffer, chunk.Count);
            _head = buffer;
        }

        return Format = DiskFormatProbe.Recognize(new ArraySegment<byte>(buffer, 0, chunk.Count));
    }

    /// <summary>
    /// Checks the size of a small file, and compares data that can be read again with <see cref="Expected"/>, before any of it is sent.
    /// </summary>
    /// <exception cref="FileException">The size of the file differs from the reported size.</exception>
    /// <exception cref="ImageDataException">The data has another hash.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await CheckSizeAsync(cancellationToken).ConfigureAwait(false);
        if (Expected is not null
            && _stream.CanSeek
            && !Expected.Matches(await FindHashesAsync([Expected.Algorithm], cancellationToken).ConfigureAwait(false)))
        {
            throw Unexpected();
        }
    }

    /// <summary>Returns the hash of the data by an algorithm; reads the data again if necessary.</summary>
    /// <returns>Null if the data cannot be read again.</returns>
    public async Task<string?> FindHashAsync(string algorithm, CancellationToken cancellationToken)
    {
        if (KnownHash(algorithm) is { } known)
        {
            return known;
        }

        return _stream.CanSeek ? (await FindHashesAsync([algorithm], cancellationToken).ConfigureAwait(false))[algorithm] : null;
    }

    /// <summary>Returns the first hash of an image that can be compared, with that of the data; null if there is none.</summary>
    public async Task<(ExpectedHash Stored, string Sent)?> FindComparableAsync(Image image, CancellationToken cancellationToken)
    {
        foreach (var stored in DataHash.AllOf(image))
        {
            if (await FindHashAsync(stored.Algorithm, cancellationToken).ConfigureAwait(false) is { } sent)
            {
                return (stored, sent);
            }
        }

        return null;
    }

    /// <summary>Returns a hash of the data that was computed while it was sent; null if it was not.</summary>
    public string? KnownHash(string algorithm) => (KnownHashes ?? Hashes).TryGetValue(algorithm, out var value) ? value : null;

    /// <summary>Returns hashes of the data; reads the data once for those that are not known yet. The data can be rewound.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindHashesAsync(
        IEnumerable<string> algorithms, CancellationToken cancellationToken)
    {
        var missing = algorithms.Where(algorithm => !_found.ContainsKey(algorithm)).ToArray();
        if (missing.Length > 0)
        {
            foreach (var hash in await HashAsync(missing, cancellationToken).ConfigureAwait(false))
            {
                _found[hash.Key] = hash.Value;
            }
        }

        return _found;
    }

    public void Dispose()
    {
        _hash.Dispose();
        _stream.Dispose();
    }

    private async Task<IReadOnlyDictionary<string, string>> HashAsync(string[] algorithms, CancellationToken cancellationToken)
    {
        using var hash = new DataHash(algorithms);
        _stream.Position = _start;
        await HashedCopy.RunAsync(buffer => ReadAsync(buffer, cancellationToken), (_, _) => Task.CompletedTask, hash, _ => { })
            .ConfigureAwait(false);
        _stream.Position = _start;
        return hash.Finish();
    }
}
