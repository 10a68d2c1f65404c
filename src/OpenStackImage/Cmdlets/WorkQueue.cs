using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// The asynchronous work items that one cmdlet has started. Invariants:
/// work items start in the order in which they were added, at most <paramref name="limit"/> run at once, a new one waits in the
/// queue until a worker is free;
/// what the work items write reaches the pipeline in the same order, and only on the pipeline thread (<see cref="Flush"/>);
/// a work item that has started always ends, because its <see cref="RecordQueue"/> is completed however it ends.
/// </summary>
/// <param name="limit">The maximum number of work items that run concurrently.</param>
/// <param name="activity">The name of the cmdlet, for its progress.</param>
internal sealed class WorkQueue(int limit, string activity)
{
    /// <summary>The number of work items that can be started ahead of the one that writes, in multiples of the limit.</summary>
    private const int LookAhead = 4;

    /// <summary>The maximum time between two updates of the progress.</summary>
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(500);

    private readonly Queue<RecordQueue> _outputs = new();
    private readonly Queue<Func<Task>> _waiting = new();
    private readonly List<Task> _running = [];
    private readonly FanOutProgress _progress = new(activity);
    private int _workers;
    private int _added;

    /// <summary>The number of work items that can be pending after another one was added. A limit of 1 takes one input at a time.</summary>
    public int Window => limit == 1 ? 0 : (limit * LookAhead) - 1;

    /// <summary>Adds a work item and starts it as soon as fewer than the limit run.</summary>
    /// <param name="output">Receives what the work item writes.</param>
    /// <param name="item">The work, which must not throw.</param>
    public void Add(RecordQueue output, Func<Task> item)
    {
        var isAlone = _outputs.Count == 0;
        _outputs.Enqueue(output);
        _added++;
        if (!TryReserveWorker(item))
        {
            return;
        }

        // A single work item starts on the pipeline thread, so that its request is sent before the wait.
        var worker = isAlone ? RunWorkerAsync() : Task.Run(RunWorkerAsync);
        _running.RemoveAll(other => other.IsCompleted);
        _running.Add(worker);
    }

    /// <summary>Pipeline thread: waits until all work items have completed, or the time has elapsed.</summary>
    public void Wait(TimeSpan limit) => Task.WaitAll([.. _running], limit);

    /// <summary>
    /// Pipeline thread: writes, in order, what the work items have written so far; waits only while more than
    /// <paramref name="leaveAtMost"/> are pending.
    /// </summary>
    /// <exception cref="PipelineStoppedException">The cmdlet was stopped.</exception>
    public void Flush(Cmdlet cmdlet, int leaveAtMost)
    {
        while (_outputs.Count > 0)
        {
            var next = _outputs.Peek();
            if (next.Flush(cmdlet))
            {
                _outputs.Dequeue().Dispose();
                ShowProgress(cmdlet);
            }
            else if (_outputs.Count > leaveAtMost)
            {
                Wait(next);
                ShowProgress(cmdlet);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Pipeline thread: ends the progress.</summary>
    public void EndProgress(Cmdlet cmdlet)
    {
        if (_progress.End() is { } record)
        {
            cmdlet.WriteProgress(record);
        }
    }

    private void ShowProgress(Cmdlet cmdlet)
    {
        if (_progress.Next(_added - _outputs.Count, _added) is { } record)
        {
            cmdlet.WriteProgress(record);
        }
    }

    private static void Wait(RecordQueue output)
    {
        try
        {
            output.Wait(ProgressInterval);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private bool TryReserveWorker(Func<Task> item)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(item);
            if (_workers >= limit)
            {
                return false;
            }

            _workers++;
            return true;
        }
    }

    private async Task RunWorkerAsync()
    {
        while (TakeNext() is { } item)
        {
            await item().ConfigureAwait(false);
        }
    }

    private Func<Task>? TakeNext()
    {
        lock (_waiting)
        {
            if (_waiting.Count > 0)
            {
                return _waiting.Dequeue();
            }

            _workers--;
            return null;
        }
    }
}
