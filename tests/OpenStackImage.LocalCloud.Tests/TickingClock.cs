namespace OpenStackImage.LocalCloud.Tests;

/// <summary>
/// A clock that a test advances. Each reading advances it by a millisecond, so that no two events have the same time. Timers wait for
/// Advance.
/// </summary>
internal sealed class TickingClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 11, 24, 0, 26, 28, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now += TimeSpan.FromMilliseconds(1);
        }
    }

    public void Advance(TimeSpan time)
    {
        List<Timer> due;
        lock (_gate)
        {
            _now += time;
            due = _timers.FindAll(timer => timer.Due <= _now);
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            Timer timer = new(this, callback, state)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : _now + dueTime,
            };
            _timers.Add(timer);
            return timer;
        }
    }

    private sealed class Timer(TickingClock clock, TimerCallback callback, object? state) : ITimer
    {
        public required DateTimeOffset Due { get; init; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
