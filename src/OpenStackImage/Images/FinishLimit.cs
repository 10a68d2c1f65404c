namespace OpenStackImage.Images;

/// <summary>
/// Limits steps that are finished although the command was stopped, because an image would otherwise have two visible versions, or none.
/// </summary>
internal sealed class FinishLimit : IDisposable
{
    /// <summary>How long the steps may take after Ctrl+C.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _limit = new();
    private readonly CancellationTokenRegistration _registration;

    /// <param name="stopped">Is cancelled when the command is stopped.</param>
    public FinishLimit(CancellationToken stopped) => _registration = stopped.Register(() => _limit.CancelAfter(Time));

    /// <summary>Cancels the steps.</summary>
    public CancellationToken Token => _limit.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _limit.Dispose();
    }
}
