#if NET
using OpenStackImage.Errors;
#endif
using OpenStackImage.Files;

namespace OpenStackImage.ImageData;

/// <summary>
/// Writes data to a temporary file in the folder of the target, and renames it only after the data is verified. Runs of zeros are not
/// written, so that the file uses no more space than necessary if the file system supports sparse files.
/// </summary>
internal sealed class FileSink : DataSink, IDisposable
{
    private readonly DownloadTarget _target;
    private readonly string _partPath;
    private readonly FileStream _part;
    private bool _isKept;

    /// <param name="target">The file to create or replace.</param>
    /// <param name="imageId">A valid image ID, which identifies the temporary file of a resumed download.</param>
    /// <param name="resumes">True to resume with the temporary file of an earlier download, and to keep it for a later one.</param>
    /// <exception cref="FileException">The temporary file cannot be created, or belongs to another user.</exception>
    public FileSink(DownloadTarget target, string imageId, bool resumes)
    {
        _target = target;
        _isKept = resumes;

        // The name is random unless the file has to be found again. Otherwise, another user could create a file or link of that name first.
        var key = resumes ? imageId : Guid.NewGuid().ToString("N");
        var folder = Path.GetDirectoryName(target.Path) ?? "";
        _partPath = Path.Combine(folder, ImageFileName.OfPart(Path.GetFileName(target.Path), key));
        _part = LocalFile.Try(_partPath, () => PartFile.Open(_partPath, resumes));
        Position = _part.Length;
    }

    /// <summary>Hashes the data of an earlier download.</summary>
    public Task ReadAsync(DataHash hash, CancellationToken cancellationToken) => LocalFile.TryAsync(_partPath, async () =>
    {
        _part.Position = 0;
        await HashedCopy.RunAsync(
            buffer => HashedCopy.FillAsync(_part, buffer, cancellationToken),
            (_, _) => Task.CompletedTask,
            hash,
            _ => { }).ConfigureAwait(false);
    });

    public override Task WriteAsync(byte[] data, int count, CancellationToken cancellationToken)
        => LocalFile.TryAsync(_partPath, async () =>
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

    /// <summary>Renames the file to its final name, with the permissions of the file that it replaces, or those of a new file.</summary>
    /// <exception cref="FileException">The file cannot be created or replaced.</exception>
    public void Finish() => LocalFile.Try(_target.Path, () =>
    {
        _part.SetLength(Position);
#if NET
        PartFile.SetMode(_part, _target);
        if (!FileStatus.IsAt(_part.SafeFileHandle, _partPath))
        {
            throw new FileException(
                ErrorIds.FileFailed,
                $"The temporary file '{_partPath}' was removed or replaced before the download was complete.",
                "Save the image to a folder to which no other user may write.")
            {
                Path = _partPath,
            };
        }
#endif
        _part.Dispose();
        if (_target.Exists)
        {
            Replace();
        }
        else if (FileStatus.KindOf(_target.Path) != FileKind.Missing)
        {
            throw DownloadTarget.Present(_target.Path);
        }
        else
        {
            File.Move(_partPath, _target.Path);
        }

        return _isKept = true;
    });

    /// <summary>Deletes the temporary file, even if a later download could resume with it.</summary>
    public void Discard() => _isKept = false;

    /// <exception cref="FileException">The temporary file cannot be deleted.</exception>
    public void Dispose() => LocalFile.Try(_partPath, () =>
    {
        try
        {
            if (_isKept && _part.CanWrite)
            {
                // A run of zeros at the end is part of the data.
                _part.SetLength(Position);
            }

            _part.Dispose();
        }
        finally
        {
            Delete();
        }

        return _isKept;
    });

    private void Delete()
    {
        try
        {
            if (!_isKept)
            {
                File.Delete(_partPath);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // The file was removed with its folder.
        }
    }

    private void Replace()
    {
        if (FileStatus.KindOf(_target.Path) is not (FileKind.Regular or FileKind.Missing))
        {
            throw LocalFile.NotRegular(_target.Path);
        }

#if NET
        File.Move(_partPath, _target.Path, overwrite: true);
#else
        File.Replace(_partPath, _target.Path, null);
#endif
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
