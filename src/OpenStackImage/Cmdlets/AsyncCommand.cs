using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Http;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// The base class of the cmdlets: runs asynchronous work items on the thread pool, up to <see cref="Throttle"/> concurrently, and writes
/// their output on the pipeline thread, in the order in which they were started. Ctrl+C cancels all of it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    /// <summary>The maximum time that a stopped cmdlet waits for its work items.</summary>
    private static readonly TimeSpan MaxTimeAfterStop = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CurrentWriter _observer = new();
    private WorkQueue? _queue;
    private PipelineWriterOptions? _options;

    /// <summary>The maximum number of work items that run concurrently.</summary>
    private protected virtual int Throttle => 1;

    /// <summary>True if the cmdlet cannot continue after a failure, so that the error is terminating.</summary>
    private protected virtual bool StopsAtError => false;

    /// <summary>
    /// True if the stopped cmdlet waits for work items that remove an incomplete image or complete a change that has started.
    /// </summary>
    private protected virtual bool EndsWorkAfterStop => false;

    /// <summary>Canceled when the cmdlet is stopped.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    /// <summary>Is notified of the requests of resource clients that all work items share.</summary>
    private protected IRequestObserver Observer => _observer;

    /// <summary>The session of the work item that the caller belongs to; null outside of a work item.</summary>
    private protected OpenStackSession? SessionOfWork => _observer.Session;

    private WorkQueue Queue => _queue ??= new WorkQueue(TakesOneAtATime ? 1 : Throttle, MyInvocation.MyCommand.Name);

    /// <summary>A pipeline variable of an upstream command must not change before the results of its object are written.</summary>
    private bool TakesOneAtATime => Throttle > 1 && MyInvocation.ExpectingInput && PipelineVariables.IsAnyUpstream(this);

    /// <summary>Cancels the work in progress, because a downstream cmdlet may need no more objects.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a work item, and writes the output of earlier work items.</summary>
    /// <param name="target">The target object of the work's error.</param>
    /// <param name="work">
    /// Runs on the thread pool. It must not read properties that the next pipeline object changes; see <see cref="Snapshot{T}"/>.
    /// </param>
    /// <param name="session">The session in which the work is done; null for work without one, or with several.</param>
    private protected void Start(object? target, Func<PipelineWriter, Task> work, OpenStackSession? session = null)
    {
        var records = new RecordQueue(_stopping.Token);
        var writer = new PipelineWriter(_options ??= PipelineWriterOptions.Of(this), records, _stopping.Token, session);
        Queue.Add(records, () => RunAsync(target, work, writer, records));
        Queue.Flush(this, Queue.Window);
    }

    /// <summary>Runs work whose resource clients notify the given writer.</summary>
    private protected Task RunWith(PipelineWriter writer, Func<PipelineWriter, Task> work)
    {
        _observer.Set(writer);
        return work(writer);
    }

    /// <summary>
    /// Returns a copy of the cmdlet with the parameters of the current pipeline object, for work that still runs when the next object is
    /// bound. Everything else (the session, the lookups, the queue) is shared with the original.
    /// </summary>
    private protected T Snapshot<T>() where T : AsyncCommand => (T)MemberwiseClone();

    /// <summary>Writes a warning to the host if the cmdlet was stopped, because its pipeline no longer accepts warnings.</summary>
    private protected void Warn(PipelineWriter writer, string text)
    {
        if (StopToken.IsCancellationRequested)
        {
            HostWarning.Write(Host, text);
        }
        else
        {
            writer.WriteWarning(text);
        }
    }

    /// <summary>Writes the available output of the work items without waiting.</summary>
    private protected void HandOver() => Queue.Flush(this, leaveAtMost: int.MaxValue);

    /// <summary>Waits for all started work items, and writes their output.</summary>
    private protected void Finish() => Queue.Flush(this, leaveAtMost: 0);

    /// <summary>Waits for all started work items, and writes their output.</summary>
    protected override void EndProcessing()
    {
        Finish();
        Queue.EndProgress(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Canceled work items still use the token. A source without a timer need not be disposed.
            _stopping.Cancel();
            if (EndsWorkAfterStop)
            {
                _queue?.Wait(MaxTimeAfterStop);
            }
        }
    }

    private async Task RunAsync(object? target, Func<PipelineWriter, Task> work, PipelineWriter writer, RecordQueue records)
    {
        try
        {
            _observer.Set(writer);
            _stopping.Token.ThrowIfCancellationRequested();
            await work(writer).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The result is not used.
        }
        catch (Exception exception)
        {
            var error = ErrorRecords.From(exception, target);
            if (StopsAtError)
            {
                writer.ThrowTerminatingError(error);
            }
            else
            {
                writer.WriteError(error);
            }
        }
        finally
        {
            records.Complete();
        }
    }
}
