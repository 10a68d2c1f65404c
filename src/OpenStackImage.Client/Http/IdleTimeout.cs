using System.Diagnostics;

namespace OpenStackImage.Http;

/// <summary>
/// Cancels a request that exceeds its time limit. While a body is transferred, the limit applies to the time in which less than
/// <see cref="MinBytes"/> bytes are transferred, so that neither the size of the body nor the speed of a slow connection is limited, but a
/// body with one byte every few seconds is canceled. The time in which the request waits for the caller does not count.
/// </summary>
internal sealed class IdleTimeout : IDisposable
{
    /// <summary>The number of bytes that restarts the limit. Real connections are faster.</summary>
    public const int MinBytes = 1024;

    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _time;
    private bool _isFixed;
    private long _resumed;
    private long _used;
    private int _moved;

    public IdleTimeout(TimeSpan time, CancellationToken cancellationToken)
    {
        _time = time;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source.CancelAfter(_time);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True while the time limit applies to the whole response.</summary>
    public bool IsOfWhole { get; private set; } = true;

    /// <summary>True if bytes were transferred, but fewer than <see cref="MinBytes"/> in the time limit.</summary>
    public bool IsSlow => _moved > 0;

    /// <summary>Restarts the limit when the service has to send.</summary>
    public void Restart()
    {
        (_used, _moved) = (0, 0);
        Resume();
    }

    /// <summary>Continues to measure the time, before a chunk is transferred.</summary>
    public void Resume()
    {
        _resumed = Stopwatch.GetTimestamp();
        var used = TimeSpan.FromSeconds(_used / (double)Stopwatch.Frequency);
        Count(used < _time ? _time - used : TimeSpan.Zero);
    }

    /// <summary>Measures no time until a chunk is transferred.</summary>
    public void Pause() => Count(Timeout.InfiniteTimeSpan);

    /// <summary>Measures no time after a chunk was transferred.</summary>
    /// <param name="moved">The number of its bytes.</param>
    public void Pause(int moved)
    {
        Pause();
        _used += Stopwatch.GetTimestamp() - _resumed;
        _moved += moved;
        if (_moved >= MinBytes)
        {
            (_used, _moved) = (0, 0);
        }
    }

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
