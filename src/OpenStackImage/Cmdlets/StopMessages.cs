namespace OpenStackImage.Cmdlets;

/// <summary>
/// Writes what a stopped command still does, one sentence at a time. A terminal that takes no output (Ctrl+S) does not delay the command.
/// </summary>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class StopMessages(Action<string> warn)
{
    /// <summary>The maximum time that the terminal has to show the sentences.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    private Task _shown = Task.CompletedTask;

    /// <summary>Shows a sentence after those that were shown before.</summary>
    public void Show(string text) => _shown = ShowAfterAsync(_shown, text);

    /// <summary>Waits until all sentences were shown, or the terminal takes no output.</summary>
    public Task EndAsync() => Task.WhenAny(_shown, Task.Delay(Time));

    private async Task ShowAfterAsync(Task earlier, string text)
    {
        await earlier.ConfigureAwait(false);
        await Task.Run(() => warn(text)).ConfigureAwait(false);
    }
}
