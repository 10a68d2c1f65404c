using System.Management.Automation;
using System.Security;
using System.Threading.Channels;
using OpenStackImage.Http;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// The output of one piece of asynchronous work. The work adds records on any thread; the pipeline thread, the only one that may call
/// PowerShell, writes them in the order in which they were added.
/// </summary>
internal sealed class PipelineWriter(PipelineWriterOptions options, CancellationToken cancellationToken) : IRequestObserver, IDisposable
{
    private OpenStackSession? _session;
    private ObjectQuota? _quota;

    private const string Caption = "OpenStack images";

    /// <summary>
    /// The maximum number of objects that wait to be written. Work that is further ahead waits, so that memory does not grow with the
    /// input.
    /// </summary>
    private const int MaxWaiting = 256;

    private Channel<Action<Cmdlet>> _records = Channel.CreateUnbounded<Action<Cmdlet>>(new UnboundedChannelOptions { SingleReader = true });
    private SemaphoreSlim _freeSlots = new(MaxWaiting, MaxWaiting);
    private bool _isComplete;
    private Task<bool>? _wait;

    public object Command => options;

    /// <summary>The session in which the work is done.</summary>
    public OpenStackSession Session => _session ?? throw new InvalidOperationException("This work has no session.");

    /// <summary>The session in which the work is done; null for work without one.</summary>
    public OpenStackSession? SessionOrNull => _session;

    /// <summary>Cancelled when the cmdlet is stopped, or when a downstream cmdlet needs no more objects.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>True under -WhatIf.</summary>
    public bool IsWhatIf => options.IsWhatIf;

    public bool WantsDetail => options.ShowsDebug;

    /// <summary>Returns a writer to the same pipeline for work in a session.</summary>
    public PipelineWriter WithSession(OpenStackSession session, ObjectQuota? quota = null)
        => new(options, quota?.CancellationToken ?? cancellationToken)
        {
            _session = session,
            _quota = quota,
            _records = _records,
            _freeSlots = _freeSlots,
        };

    /// <summary>Writes an object, which remembers the session from then on; waits while too many objects are unwritten.</summary>
    public async Task WriteAsync(object value)
    {
        await _freeSlots.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_quota?.TryTake() == false)
        {
            _freeSlots.Release();
            throw new OperationCanceledException(cancellationToken);
        }

        if ((value is PSObject shown ? shown.BaseObject : value) is CloudObject item)
        {
            item.Session ??= _session;
        }

        Add(cmdlet =>
        {
            _freeSlots.Release();
            cmdlet.WriteObject(value);
        });
    }

    /// <summary>Runs one step of the work. Its failure becomes one error, and the work continues with the next step.</summary>
    /// <param name="target">The target object of the error.</param>
    /// <param name="step">The step.</param>
    /// <exception cref="OpenStackException">The image itself was not found, so that no step can succeed.</exception>
    public async Task TryAsync(object target, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (OpenStackException failure) when (!failure.IsAboutImage)
        {
            WriteError(ErrorRecords.From(failure, target));
        }
    }

    public void WriteError(ErrorRecord error) => Add(cmdlet => cmdlet.WriteError(error));

    public void ThrowTerminatingError(ErrorRecord error) => Add(cmdlet => cmdlet.ThrowTerminatingError(error));

    public void WriteWarning(string text) => Add(cmdlet => cmdlet.WriteWarning(TerminalText.OfLines(text)));

    public void WriteVerbose(string text) => Add(cmdlet => cmdlet.WriteVerbose(TerminalText.OfLines(text)));

    public void WriteProgress(ProgressRecord progress)
    {
        progress.Activity = TerminalText.Of(progress.Activity)!;
        progress.StatusDescription = TerminalText.Of(progress.StatusDescription)!;
        progress.CurrentOperation = TerminalText.Of(progress.CurrentOperation);
        Add(cmdlet => cmdlet.WriteProgress(progress));
    }

    /// <summary>Calls ShouldProcess and waits for its result.</summary>
    /// <param name="sentence">The change, as a sentence without a full stop.</param>
    public async Task<bool> ConfirmAsync(string sentence)
    {
        sentence = TerminalText.Of(sentence)!;
        if (!options.Asks)
        {
            // The result is known. Waiting for it would run the work one after another; the call itself is still made for -Verbose.
            Add(cmdlet => cmdlet.ShouldProcess($"{sentence}.", $"{sentence}?", Caption));
            return true;
        }

        return await RunAsync(cmdlet => cmdlet.ShouldProcess($"{sentence}.", $"{sentence}?", Caption)).ConfigureAwait(false);
    }

    /// <summary>Asks the user whether to continue, for any value of $ConfirmPreference.</summary>
    /// <param name="sentence">The question.</param>
    /// <exception cref="System.Management.Automation.Host.HostException">Nobody can be asked.</exception>
    public Task<bool> ContinueAsync(string sentence) => RunAsync(cmdlet => cmdlet.ShouldContinue(TerminalText.Of(sentence)!, Caption));

    /// <summary>Shows a sentence on the host, for any value of the preference variables.</summary>
    public void Tell(string text)
    {
        var message = new HostInformationMessage { Message = TerminalText.OfLines(text) };
        Add(cmdlet => cmdlet.WriteInformation(message, ["PSHOST"]));
    }

    /// <summary>Prompts for a secret; returns null if the host is not interactive, or nothing was typed.</summary>
    public Task<SecureString?> AskAsync(string what) => RunAsync(cmdlet => SecretPrompt.Ask(((PSCmdlet)cmdlet).Host, what));

    public Task ConsumedAsync() => RunAsync(_ => true);

    public void Completed(OpenStackRequest request)
    {
        if (options.ShowsVerbose)
        {
            WriteVerbose($"{request}{(request.RequestId is null ? "" : $" ({request.RequestId})")}");
        }
    }

    public void Retrying(string reason, TimeSpan delay)
        => WriteVerbose(FormattableString.Invariant($"Trying again in {delay.TotalSeconds:0.0} s: {reason}"));

    public void Detail(string text) => Add(cmdlet => cmdlet.WriteDebug(TerminalText.OfLines(text)));

    /// <summary>Ends the output. This is a record itself: the last one.</summary>
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

    /// <summary>Pipeline thread: waits until there is a record to write, or the time is over.</summary>
    public void Wait(TimeSpan timeout)
    {
        // The reader allows one wait at a time, so one that outlasts the time is continued by the next call.
        var wait = _wait ??= _records.Reader.WaitToReadAsync(cancellationToken).AsTask();
        if (Task.WaitAny([wait], timeout) >= 0)
        {
            _wait = null;
            wait.GetAwaiter().GetResult();
        }
    }

    public void Dispose() => _freeSlots.Dispose();

    /// <summary>Runs a function on the pipeline thread and returns its result.</summary>
    private async Task<T> RunAsync<T>(Func<Cmdlet, T> function)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = cancellationToken.Register(() => result.TrySetCanceled());
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

    private void Add(Action<Cmdlet> record) => _records.Writer.TryWrite(record);
}
