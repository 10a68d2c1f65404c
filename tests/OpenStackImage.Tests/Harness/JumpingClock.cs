using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Tests.Harness;

/// <summary>A clock whose waits complete immediately, and which adds up their durations.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _waited;

    /// <summary>The sum of all waits.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref _waited));

    /// <summary>Makes a session use this clock for the waits between its requests.</summary>
    public void Attach(PSObject session)
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var transport = session.BaseObject.GetType().GetField("_transport", Hidden)!.GetValue(session.BaseObject)!;
        transport.GetType().GetProperty("Clock", Hidden)!.SetValue(transport, this);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Interlocked.Add(ref _waited, dueTime.Ticks);
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Ended();
    }

    private sealed class Ended : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
