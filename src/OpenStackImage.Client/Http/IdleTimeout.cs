namespace OpenStackImage.Http;

/// <summary>
/// Cancels a request that exceeds its time limit. While a body is transferred, the limit applies to each piece, so that it limits the time
/// without data and not the size of the body. The time in which the request waits for the caller does not count.
/// </summary>
internal sealed class IdleTimeout : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _time;
    private bool _isFixed;

    public IdleTimeout(TimeSpan time, CancellationToken cancellationToken)
    {
        _time = time;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source.CancelAfter(_time);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True while the time limit applies to the whole response.</summary>
    public bool IsOfWhole { get; private set; } = true;

    public void Restart() => Count(_time);

    public void Pause() => Count(Timeout.InfiniteTimeSpan);

    /// <summary>Applies the time limit to the whole response: a body of one byte per second would otherwise never end.</summary>
    public void Fix() => _isFixed = true;

    private void Count(TimeSpan time)
    {
        if (!_isFixed)
        {
            IsOfWhole = false;
            _source.CancelAfter(time);
        }
    }

    public void Dispose() => _source.Dispose();
}
