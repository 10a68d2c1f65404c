namespace OpenStackImage.Http;

/// <summary>
/// Ends a request when its time is up. While a body is on its way the time counts anew for each piece, so that it limits how long nothing comes
/// and not how large a body may be; and it stands still while the request waits for the caller.
/// </summary>
internal sealed class IdleLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _time;

    public IdleLimit(TimeSpan time, CancellationToken cancellationToken)
    {
        _time = time;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Restart();
    }

    public CancellationToken Token => _source.Token;

    public void Restart() => _source.CancelAfter(_time);

    public void Pause() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose() => _source.Dispose();
}
