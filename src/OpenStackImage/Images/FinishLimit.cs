using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>
/// Limits the time of steps that are completed although the command was stopped. Otherwise, an image could have two visible versions or
/// none.
/// </summary>
internal sealed class FinishLimit : IDisposable
{
    /// <summary>
    /// The maximum time of the steps after Ctrl+C before they are repeated, because a connection without a response may have failed.
    /// </summary>
    private static readonly TimeSpan FirstTime = TimeSpan.FromSeconds(2);

    /// <summary>The maximum time of the steps and their repetition after Ctrl+C.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _first = new();
    private readonly CancellationTokenSource _limit = new();
    private readonly StopMessages _messages;
    private readonly CancellationTokenRegistration _registration;

    /// <param name="announcement">The message after Ctrl+C that the steps are being completed.</param>
    /// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
    /// <param name="stopped">Is canceled when the command is stopped.</param>
    public FinishLimit(string announcement, Action<string> warn, CancellationToken stopped)
    {
        _messages = new StopMessages(warn);
        _registration = stopped.Register(() =>
        {
            _first.CancelAfter(FirstTime);
            _limit.CancelAfter(Time);
            _messages.Show(announcement);
        });
    }

    /// <summary>Runs the steps. After Ctrl+C, they are repeated once if they do not complete.</summary>
    /// <param name="steps">The steps, which can be repeated without a further effect.</param>
    /// <exception cref="OperationCanceledException">The steps did not complete in time.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> steps)
    {
        try
        {
            return await steps(_first.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_limit.IsCancellationRequested)
        {
            return await steps(_limit.Token).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _messages.EndAsync().Wait();
        _first.Dispose();
        _limit.Dispose();
    }
}
