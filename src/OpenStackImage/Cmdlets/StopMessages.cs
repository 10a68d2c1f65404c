namespace OpenStackImage.Cmdlets;

/// <summary>
/// Writes messages about the remaining work of a stopped command, one at a time. A blocked terminal (Ctrl+S) does not delay the command.
/// </summary>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class StopMessages(Action<string> warn)
{
    /// <summary>The maximum time for the terminal to show the messages.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    private Task _shown = Task.CompletedTask;

    /// <summary>Shows a message after the previous ones.</summary>
    public void Show(string text) => _shown = ShowAfterAsync(_shown, text);

    /// <summary>Waits until all messages were shown, or the terminal is blocked.</summary>
    public Task EndAsync() => Task.WhenAny(_shown, Task.Delay(Time));

    private async Task ShowAfterAsync(Task earlier, string text)
    {
        await earlier.ConfigureAwait(false);
        await Task.Run(() => warn(text)).ConfigureAwait(false);
    }
}
