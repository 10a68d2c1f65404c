namespace OpenStackImage.ImageData;

/// <content>Sends the data.</content>
internal sealed partial class UploadData
{
    public async Task WriteToAsync(Stream target, CancellationToken cancellationToken)
    {
        StartAttempt();
        var hash = KnownHashes is null ? _hash : null;
        await SendHeadAsync(target, hash, cancellationToken).ConfigureAwait(false);
        await SendRestAsync(target, hash, cancellationToken).ConfigureAwait(false);
        var hashes = KnownHashes ?? _hash.Finish();
        if (Expected is not null && !Expected.Matches(hashes))
        {
            // The body is not completed, so the service discards it.
            throw Unexpected();
        }

        Hashes = hashes;
    }

    private void StartAttempt()
    {
        if (_isStarted)
        {
            _stream.Position = _start;
        }

        _isStarted = true;
        (Sent, Hashes) = (0, new Dictionary<string, string>());
        _hash.Reset();
    }

    /// <summary>Sends the data that was read to detect the format and cannot be read again.</summary>
    private async Task SendHeadAsync(Stream target, DataHash? hash, CancellationToken cancellationToken)
    {
        if (_head.Length > 0)
        {
            hash?.Append(_head, _head.Length);
            await target.WriteAsync(_head, 0, _head.Length, cancellationToken).ConfigureAwait(false);
            Sent = _head.Length;
        }
    }

    private async Task SendRestAsync(Stream target, DataHash? hash, CancellationToken cancellationToken)
    {
        _read = Sent;
        await HashedCopy.RunAsync(
            buffer => ReadUnchangedAsync(buffer, cancellationToken),
            (buffer, count) => target.WriteAsync(buffer, 0, count, cancellationToken),
            hash,
            count =>
            {
                Sent += count;
                _progress?.Report(Sent);
            }).ConfigureAwait(false);
        if (Sent < Length)
        {
            throw Changed($"only {Sent} of {Length} bytes were read");
        }
    }

    private async Task<ReadChunk> ReadUnchangedAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var chunk = await ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _read += chunk.Count;
        var isLast = _read == Length || chunk.Count < buffer.Length;
        return _read > Length ? throw Changed($"more than {Length} bytes were read")
            : isLast && LastWriteOf(_stream) != _lastWrite ? throw Changed("something wrote to it")
            : chunk;
    }
}
