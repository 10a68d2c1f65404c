namespace OpenStackImage.Images;

/// <summary>
/// Limits steps that are finished although the command was stopped, because an image would otherwise have two visible versions, or none.
/// </summary>
internal sealed class FinishLimit : IDisposable
{
    /// <summary>How long the steps may take after Ctrl+C.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);

    /// <summary>The maximum time that the terminal has to show what happens.</summary>
    private static readonly TimeSpan AnnouncementTime = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _limit = new();
    private readonly CancellationTokenRegistration _registration;
    private Task _announcement = Task.CompletedTask;

    /// <param name="stopped">Is cancelled when the command is stopped.</param>
    /// <param name="announce">Says after Ctrl+C that the steps are being finished.</param>
    public FinishLimit(CancellationToken stopped, Action announce)
        => _registration = stopped.Register(() =>
        {
            _limit.CancelAfter(Time);

            // A terminal that takes no output (Ctrl+S) does not delay the steps.
            _announcement = Task.Run(announce);
        });

    /// <summary>Cancels the steps.</summary>
    public CancellationToken Token => _limit.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _announcement.Wait(AnnouncementTime);
        _limit.Dispose();
    }
}
