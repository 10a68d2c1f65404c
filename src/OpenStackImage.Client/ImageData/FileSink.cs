namespace OpenStackImage.ImageData;

/// <summary>
/// A file that has its name only once it is whole and right: the data goes into a file beside it. Runs of zeros are left out, so that where the file
/// system can the file takes no more room than its contents.
/// </summary>
internal sealed class FileSink : DataSink, IDisposable
{
    private readonly string _path;
    private readonly string _partPath;
    private readonly FileStream _part;
    private bool _isKept;

    /// <param name="path">The file's name in the end.</param>
    /// <param name="imageId">Tells the parts of different images apart.</param>
    /// <param name="resumes">Goes on with what an earlier try left, and leaves what there is for a later one.</param>
    /// <exception cref="FileException">The part cannot be written.</exception>
    public FileSink(string path, string imageId, bool resumes)
    {
        _path = path;
        _partPath = $"{path}.{imageId}.part";
        _isKept = resumes;
        _part = LocalFile.Try(_partPath, () => new FileStream(
            _partPath, resumes ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.ReadWrite, FileShare.None, LocalFile.NoBuffer, LocalFile.Streaming));
        Position = _part.Length;
    }

    /// <summary>Hashes what an earlier try left.</summary>
    public Task ReadAsync(DataHash hash, CancellationToken cancellationToken) => LocalFile.TryAsync(_partPath, async () =>
    {
        _part.Position = 0;
        await HashedCopy.RunAsync(buffer => HashedCopy.FillAsync(_part, buffer, cancellationToken), (_, _) => Task.CompletedTask, hash, _ => { }).ConfigureAwait(false);
    });

    public override Task WriteAsync(byte[] data, int count, CancellationToken cancellationToken) => LocalFile.TryAsync(_partPath, async () =>
    {
        if (!IsZero(data, count))
        {
            _part.Position = Position;
            await _part.WriteAsync(data, 0, count, cancellationToken).ConfigureAwait(false);
        }

        Position += count;
    });

    public override void Restart() => LocalFile.Try(_partPath, () =>
    {
        _part.SetLength(0);
        return Position = 0;
    });

    /// <summary>Gives the file its name.</summary>
    /// <param name="replaces">Whether it may take the place of another.</param>
    /// <exception cref="FileException">It cannot.</exception>
    public void Finish(bool replaces) => LocalFile.Try(_path, () =>
    {
        _part.SetLength(Position);
        _part.Dispose();
        if (replaces && File.Exists(_path))
        {
            File.Replace(_partPath, _path, null);
        }
        else
        {
            File.Move(_partPath, _path);
        }

        return _isKept = true;
    });

    /// <summary>Leaves nothing behind, also where it would go on another time.</summary>
    public void Discard() => _isKept = false;

    public void Dispose()
    {
        if (_isKept && _part.CanWrite)
        {
            // A run of zeros at the end is part of what is there.
            _part.SetLength(Position);
        }

        _part.Dispose();
        if (!_isKept)
        {
            File.Delete(_partPath);
        }
    }

    private static bool IsZero(byte[] data, int count)
    {
#if NET
        return data.AsSpan(0, count).IndexOfAnyExcept((byte)0) < 0;
#else
        for (var index = 0; index < count; index++)
        {
            if (data[index] != 0)
            {
                return false;
            }
        }

        return true;
#endif
    }
}
