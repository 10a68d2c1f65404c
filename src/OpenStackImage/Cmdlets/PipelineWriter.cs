using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// The output of one asynchronous work item. The work adds records on any thread; the pipeline thread, the only one that may call
/// PowerShell, writes them in the order in which they were added.
/// </summary>
/// <param name="options">The parameters and preferences that determine the output.</param>
/// <param name="records">Receives the output. The writers for several sessions share it.</param>
/// <param name="cancellationToken">Cancels the work.</param>
/// <param name="session">The session in which the work is done; null for work without one.</param>
internal sealed class PipelineWriter(
    PipelineWriterOptions options, RecordQueue records, CancellationToken cancellationToken, OpenStackSession? session = null)
    : IRequestObserver
{
    private const string Caption = "OpenStack images";

    public object Command => options;

    /// <summary>The session in which the work is done.</summary>
    public OpenStackSession Session => session ?? throw new InvalidOperationException("This work has no session.");

    /// <summary>The session in which the work is done; null for work without one.</summary>
    public OpenStackSession? SessionOrNull => session;

    /// <summary>Canceled when the cmdlet is stopped, or when a downstream cmdlet needs no more objects.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>True under -WhatIf.</summary>
    public bool IsWhatIf => options.IsWhatIf;

    public bool WantsDetail => options.ShowsDebug;

    /// <summary>Returns a writer to the same pipeline for work in a session.</summary>
    public PipelineWriter WithSession(OpenStackSession other) => new(options, records, cancellationToken, other);

    /// <summary>Writes an object, and associates it with the session; waits while too many objects are unwritten.</summary>
    public async Task WriteAsync(object value)
    {
        await records.ReserveAsync(cancellationToken).ConfigureAwait(false);
        var item = (value is PSObject shown ? shown.BaseObject : value) as CloudObject;
        item?.Session ??= session;

        Add(cmdlet =>
        {
            records.Release();
            if (item is not null)
            {
                ObjectSessions.RememberRow(item);
            }

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

    public void WriteWarning(string text) => Add(cmdlet => cmdlet.WriteWarning(TerminalText.Of(text)));

    public void WriteVerbose(string text) => Add(cmdlet => cmdlet.WriteVerbose(TerminalText.Of(text)));

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
        if (options.IsForced || !options.Asks)
        {
            // The result is already known. Waiting for ShouldProcess would run the work items one after another.
            if (options.ShowsVerbose)
            {
                WriteVerbose($"{sentence}.");
            }

            return true;
        }

        return await RequestConfirmationAsync(sentence, cmdlet => cmdlet.ShouldProcess($"{sentence}.", $"{sentence}?", Caption))
            .ConfigureAwait(false);
    }

    /// <summary>Prompts the user whether to continue, regardless of $ConfirmPreference.</summary>
    /// <param name="sentence">The question.</param>
    /// <exception cref="OpenStackException">The host cannot prompt.</exception>
    public Task<bool> ContinueAsync(string sentence)
        => RequestConfirmationAsync(sentence, cmdlet => cmdlet.ShouldContinue(TerminalText.Of(sentence)!, Caption));

    /// <summary>Shows a message on the host, regardless of the preference variables.</summary>
    public void WriteHost(string text)
    {
        var message = new HostInformationMessage { Message = TerminalText.Of(text) };
        Add(cmdlet => cmdlet.WriteInformation(message, ["PSHOST"]));
    }

    /// <summary>Prompts for a secret; returns null if the host is not interactive, or nothing was typed.</summary>
    /// <param name="label">The prompt.</param>
    public Task<SecureString?> PromptAsync(string label)
        => RunAsync(cmdlet => SecretPrompt.Read(((PSCmdlet)cmdlet).Host, TerminalText.Of(label)!));

    public Task ConsumedAsync() => RunAsync(_ => true);

    public void Completed(OpenStackRequest request)
    {
        if (options.ShowsVerbose)
        {
            WriteVerbose($"{request}{(request.RequestId is null ? "" : $" ({request.RequestId})")}");
        }
    }

    public void Retrying(string reason, TimeSpan delay)
        => WriteVerbose(FormattableString.Invariant($"Retrying in {delay.TotalSeconds:0.0} s: {reason}"));

    public void Omitted(OpenStackException failure) => WriteError(ErrorRecords.From(failure, null));

    public void Detail(string text) => Add(cmdlet => cmdlet.WriteDebug(TerminalText.OfLines(text)));

    /// <summary>
    /// The console of PowerShell throws a NullReferenceException at the end of its input, for example in cron and with input from
    /// /dev/null.
    /// </summary>
    private async Task<bool> RequestConfirmationAsync(string sentence, Func<Cmdlet, bool> ask)
    {
        try
        {
            return await RunAsync(ask).ConfigureAwait(false);
        }
        catch (Exception failure)
            when (failure is HostException or InvalidOperationException or NotImplementedException or NullReferenceException)
        {
            throw new OpenStackException(
                ErrorIds.ConfirmationRequired, $"The host cannot prompt for confirmation: {sentence.TrimEnd('?')}?", failure)
            {
                RecommendedAction = options.HasForce ? "Specify -Force or -Confirm:$false." : "Specify -Confirm:$false.",
            };
        }
    }

    private Task<T> RunAsync<T>(Func<Cmdlet, T> function) => records.RunAsync(function, cancellationToken);

    private void Add(Action<Cmdlet> record) => records.Add(record);
}
