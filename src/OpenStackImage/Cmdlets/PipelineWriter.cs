using System.Management.Automation;
using System.Security;
using System.Threading.Channels;
using OpenStackImage.Http;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// What one piece of asynchronous work has to say to the pipeline. The work adds records on any thread; the pipeline thread, the only one that
/// may speak to PowerShell, takes them out in the order in which they were added.
/// </summary>
internal sealed class PipelineWriter(PipelineWriterOptions options, CancellationToken cancellationToken) : IRequestObserver, IDisposable
{
    private const string Caption = "OpenStack images";

    /// <summary>Objects that wait to be written. Work that is further ahead waits, so that memory does not grow with the input.</summary>
    private const int MaxWaiting = 256;

    private readonly Channel<Action<Cmdlet>> _records = Channel.CreateUnbounded<Action<Cmdlet>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _room = new(MaxWaiting, MaxWaiting);
    private bool _isComplete;

    public object Command => options;

    /// <summary>Cancelled when the cmdlet is stopped, or when a downstream cmdlet needs no more objects.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    public bool WantsDetail => options.ShowsDebug;

    /// <summary>Writes an object; waits while the pipeline is far behind.</summary>
    public async Task WriteAsync(object value)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        Add(cmdlet =>
        {
            _room.Release();
            cmdlet.WriteObject(value);
        });
    }

    /// <summary>Does one step of the work. Its failure becomes one error, and the work goes on with the next.</summary>
    /// <param name="target">What the step is about: the target of its error.</param>
    /// <param name="step">The step.</param>
    /// <exception cref="OpenStackException">The image itself is not there, so that no step can succeed.</exception>
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

    public void WriteProgress(ProgressRecord progress) => Add(cmdlet => cmdlet.WriteProgress(progress));

    /// <summary>Asks -WhatIf and -Confirm, and waits for the answer.</summary>
    /// <param name="sentence">What is about to be done, without a full stop.</param>
    public async Task<bool> ConfirmAsync(string sentence)
    {
        sentence = TerminalText.Of(sentence)!;
        if (!options.Asks)
        {
            // Nobody is asked, so nobody is waited for: else the work could only run when its turn to write has come. -Verbose still tells of it.
            Add(cmdlet => cmdlet.ShouldProcess($"{sentence}.", $"{sentence}?", Caption));
            return true;
        }

        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = cancellationToken.Register(() => answer.TrySetCanceled());
        Add(cmdlet => answer.TrySetResult(cmdlet.ShouldProcess($"{sentence}.", $"{sentence}?", Caption)));
        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Shows a sentence to whoever sits at the host, whatever preferences say.</summary>
    public void Tell(string text) => Add(cmdlet => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]));

    /// <summary>Asks whoever sits at the host for a secret, and waits for the answer; null where nobody does, or nothing was typed.</summary>
    public async Task<SecureString?> AskAsync(string what)
    {
        var answer = new TaskCompletionSource<SecureString?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = cancellationToken.Register(() => answer.TrySetCanceled());
        Add(cmdlet => answer.TrySetResult(SecretPrompt.Ask(((PSCmdlet)cmdlet).Host, what)));
        return await answer.Task.ConfigureAwait(false);
    }

    public async Task ConsumedAsync()
    {
        var reached = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = cancellationToken.Register(() => reached.TrySetCanceled());
        Add(_ => reached.TrySetResult(true));
        await reached.Task.ConfigureAwait(false);
    }

    public void Completed(OpenStackRequest request)
    {
        if (options.ShowsVerbose)
        {
            WriteVerbose($"{request}{(request.RequestId is null ? "" : $" ({request.RequestId})")}");
        }
    }

    public void Retrying(string reason, TimeSpan delay) => WriteVerbose(FormattableString.Invariant($"Trying again in {delay.TotalSeconds:0.0} s: {reason}"));

    public void Detail(string text) => Add(cmdlet => cmdlet.WriteDebug(TerminalText.OfLines(text)));

    /// <summary>The work has no more to say. This is a record itself: the last one to be handed over.</summary>
    public void Complete() => Add(_ => _isComplete = true);

    /// <summary>Pipeline thread: hands everything that is there to PowerShell. True once the work is done and all of it was handed over.</summary>
    public bool Flush(Cmdlet cmdlet)
    {
        while (_records.Reader.TryRead(out var record))
        {
            record(cmdlet);
        }

        return _isComplete;
    }

    /// <summary>Pipeline thread: waits until there is something to flush.</summary>
    public void Wait() => _records.Reader.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    public void Dispose() => _room.Dispose();

    private void Add(Action<Cmdlet> record) => _records.Writer.TryWrite(record);
}
