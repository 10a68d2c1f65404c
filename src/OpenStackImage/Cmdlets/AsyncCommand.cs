using System.Collections.Concurrent;
using System.ComponentModel;
using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// The base of every cmdlet: runs asynchronous work off the pipeline thread and hands what it has to say back on it, in the order in which the work was
/// started. Several pieces of work run side by side up to <see cref="Throttle"/>; Ctrl+C cancels them all.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    /// <summary>How much work may be started ahead of the one whose turn it is to write, in multiples of the throttle.</summary>
    private const int Lookahead = 4;

    /// <summary>Reading an attribute takes longer than all else that a cmdlet does before it sends.</summary>
    private static readonly ConcurrentDictionary<Type, CmdletAttribute> Attributes = new();

    private readonly CancellationTokenSource _stopping = new();
    private readonly Queue<PipelineWriter> _pending = new();
    private readonly Queue<Func<Task>> _waiting = new();
    private PipelineWriterOptions? _options;
    private int _workers;

    /// <summary>How many pieces of work run at once.</summary>
    private protected virtual int Throttle => 1;

    /// <summary>True where nothing can go on after a failure, so that the error ends the statement.</summary>
    private protected virtual bool StopsAtError => false;

    /// <summary>True where ShouldProcess may say no: under -WhatIf, and where -Confirm or $ConfirmPreference asks.</summary>
    private bool Asks
    {
        get
        {
            var cmdlet = Attributes.GetOrAdd(GetType(), type => type.GetCustomAttribute<CmdletAttribute>()!);
            if (!cmdlet.SupportsShouldProcess)
            {
                return false;
            }

            if (IsSet("WhatIf", Variable("WhatIfPreference") is { } whatIf && LanguagePrimitives.IsTrue(whatIf)))
            {
                return true;
            }

            var asksFrom = LanguagePrimitives.TryConvertTo<ConfirmImpact>(Variable("ConfirmPreference"), out var preference) ? preference : ConfirmImpact.Low;
            return IsSet("Confirm", asksFrom != ConfirmImpact.None && cmdlet.ConfirmImpact >= asksFrom);
        }
    }

    /// <summary>Starts a piece of work, and hands over what earlier work has to say meanwhile.</summary>
    /// <param name="target">What it is about: the target of its error.</param>
    /// <param name="work">Runs on the thread pool.</param>
    private protected void Start(object? target, Func<PipelineWriter, CancellationToken, Task> work)
    {
        var output = new PipelineWriter(_options ??= new PipelineWriterOptions(IsShown("Verbose"), IsShown("Debug"), Asks), _stopping.Token);
        var isAlone = _pending.Count == 0;
        _pending.Enqueue(output);
        if (Admit(() => RunAsync(target, work, output)))
        {
            // What runs alone begins here at once: by the time it waits, its request is under way.
            _ = isAlone ? WorkAsync() : Task.Run(WorkAsync);
        }

        var window = Throttle == 1 ? 1 : Throttle * Lookahead;
        Flush(leaveAtMost: window - 1);
    }

    /// <summary>Hands over what work has to say so far, without waiting.</summary>
    private protected void HandOver() => Flush(leaveAtMost: int.MaxValue);

    /// <summary>Ends a wait of the pipeline thread when the cmdlet is stopped.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    /// <summary>Waits for all work that was started, and hands over what it has to say.</summary>
    protected override void EndProcessing() => Flush(leaveAtMost: 0);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Cancels what is still running: a cmdlet downstream may have had enough.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Work that is still on its way out keeps its token; a source without a timer needs no disposal.
            _stopping.Cancel();
        }
    }

    /// <summary>Whether a common switch is on; where it is not given, what the preference variable says.</summary>
    private bool IsSet(string parameter, bool preference)
        => MyInvocation.BoundParameters.TryGetValue(parameter, out var given) ? given is SwitchParameter { IsPresent: true } : preference;

    /// <summary>Whether -Verbose or -Debug, or its preference variable, asks for that kind of text.</summary>
    private bool IsShown(string stream)
        => IsSet(stream, Variable(stream + "Preference") is { } preference && !string.Equals(preference.ToString(), nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase));

    private object? Variable(string name) => SessionState.PSVariable.GetValue(name);

    /// <summary>Puts a piece of work in line. True where a worker more may begin; else one of those that are busy takes it, in the order of the input.</summary>
    private bool Admit(Func<Task> piece)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(piece);
            if (_workers >= Throttle)
            {
                return false;
            }

            _workers++;
            return true;
        }
    }

    /// <summary>Does one piece of work after another, until none is left.</summary>
    private async Task WorkAsync()
    {
        while (Next() is { } piece)
        {
            await piece().ConfigureAwait(false);
        }

        Func<Task>? Next()
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

    private async Task RunAsync(object? target, Func<PipelineWriter, CancellationToken, Task> work, PipelineWriter output)
    {
        try
        {
            _stopping.Token.ThrowIfCancellationRequested();
            await work(output, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Nobody waits for the result any more.
        }
        catch (Exception exception)
        {
            var error = ErrorRecords.From(exception, target);
            if (StopsAtError)
            {
                output.ThrowTerminatingError(error);
            }
            else
            {
                output.WriteError(error);
            }
        }
        finally
        {
            output.Complete();
        }
    }

    /// <summary>Hands over, in order, what the work has to say; waits only while more than <paramref name="leaveAtMost"/> pieces are pending.</summary>
    private void Flush(int leaveAtMost)
    {
        while (_pending.Count > 0)
        {
            var next = _pending.Peek();
            if (next.Flush(this))
            {
                _pending.Dequeue().Dispose();
            }
            else if (_pending.Count > leaveAtMost)
            {
                Wait(next);
            }
            else
            {
                return;
            }
        }
    }

    private static void Wait(PipelineWriter output)
    {
        try
        {
            output.Wait();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
