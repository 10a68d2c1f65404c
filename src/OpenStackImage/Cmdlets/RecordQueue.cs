using System.Management.Automation;
using System.Threading.Channels;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// The pipeline calls that one work item has requested. They are added on any thread, and run on the pipeline thread in the order in
/// which they were added.
/// </summary>
internal sealed class RecordQueue(CancellationToken cancellationToken) : IDisposable
{
    /// <summary>
    /// The maximum number of objects that wait to be written. Work that is further ahead waits, so that memory does not grow with the
    /// input.
    /// </summary>
    private const int MaxWaiting = 256;

    private readonly Channel<Action<Cmdlet>> _records =
        Channel.CreateUnbounded<Action<Cmdlet>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _freeSlots = new(MaxWaiting, MaxWaiting);
    private bool _isComplete;
    private Task<bool>? _wait;

    /// <summary>Waits while too many objects are unwritten.</summary>
    public Task ReserveAsync(CancellationToken stop) => _freeSlots.WaitAsync(stop);

    /// <summary>Releases the slot of an object that was written or discarded.</summary>
    public void Release() => _freeSlots.Release();

    public void Add(Action<Cmdlet> record) => _records.Writer.TryWrite(record);

    /// <summary>Runs a function on the pipeline thread and returns its result.</summary>
    public async Task<T> RunAsync<T>(Func<Cmdlet, T> function, CancellationToken stop)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(() => result.TrySetCanceled());
        Add(cmdlet =>
        {
            try
            {
                result.TrySetResult(function(cmdlet));
            }
            catch (Exception exception) when (exception is not PipelineStoppedException)
            {
                result.TrySetException(exception);
            }
        });
        return await result.Task.ConfigureAwait(false);
    }

    /// <summary>Ends the output. The end itself is the last record.</summary>
    public void Complete() => Add(_ => _isComplete = true);

    /// <summary>
    /// Pipeline thread: writes all records that were added. Returns true once the work is done and all of its records are written.
    /// </summary>
    public bool Flush(Cmdlet cmdlet)
    {
        while (_records.Reader.TryRead(out var record))
        {
            record(cmdlet);
        }

        return _isComplete;
    }

    /// <summary>Pipeline thread: waits until there is a record to write, or the time has elapsed.</summary>
    public void Wait(TimeSpan timeout)
    {
        // The reader supports one wait at a time, so the next call continues a wait that exceeds the time.
        var wait = _wait ??= _records.Reader.WaitToReadAsync(cancellationToken).AsTask();
        if (IsOver(wait, timeout))
        {
            _wait = null;
            wait.GetAwaiter().GetResult();
        }
    }

    public void Dispose() => _freeSlots.Dispose();

    /// <summary>Task.WaitAny would not throw, but it resumes the thread later than Task.Wait.</summary>
    private static bool IsOver(Task wait, TimeSpan timeout)
    {
        try
        {
            return wait.Wait(timeout);
        }
        catch (AggregateException)
        {
            return true;
        }
    }
}
