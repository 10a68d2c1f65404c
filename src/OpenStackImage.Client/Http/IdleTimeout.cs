namespace OpenStackImage.Http;

/// <summary>
/// Ends a request when its time is up. While a body is on its way the time counts anew for each piece, so that it limits how long nothing
/// comes
/// and not how large a body may be; and it stands still while the request waits for the caller.
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

    /// <summary>True as long as the time is that of the whole answer.</summary>
    public bool IsOfWhole { get; private set; } = true;

    public void Restart() => Count(_time);

    public void Pause() => Count(Timeout.InfiniteTimeSpan);

    /// <summary>Leaves the time as it is, whatever comes: a body of a byte a second would otherwise never end.</summary>
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
