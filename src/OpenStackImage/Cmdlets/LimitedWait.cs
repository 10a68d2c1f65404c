using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>A wait for an operation that the cloud runs in the background: shows its progress, and limits its time.</summary>
/// <param name="writer">Writes the progress.</param>
/// <param name="activity">The operation that the command waits for.</param>
/// <param name="limit">The maximum time; null for no limit.</param>
internal sealed class LimitedWait(PipelineWriter writer, string activity, TimeSpan? limit)
{
    private string? _state;

    /// <summary>Returns the progress in percent, from the status text of the cloud; -1 if it is not known.</summary>
    public Func<string, int> PercentOf { get; init; } = _ => -1;

    /// <summary>Runs the wait.</summary>
    /// <param name="wait">Waits; calls its first argument with the status of the operation.</param>
    /// <param name="outcome">Returns the message of the time-out error, from the last status.</param>
    /// <param name="recommendedAction">The recommended action of the time-out error.</param>
    /// <exception cref="OperationTimeoutException">The time limit is exceeded.</exception>
    public async Task<T> RunAsync<T>(
        Func<Action<string>, CancellationToken, Task<T>> wait, Func<string?, string> outcome, string recommendedAction)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(writer.CancellationToken);
        source.CancelAfter(limit ?? Timeout.InfiniteTimeSpan);
        try
        {
            return await wait(Show, source.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!writer.CancellationToken.IsCancellationRequested)
        {
            throw new OperationTimeoutException(outcome(_state)) { OwnAction = recommendedAction };
        }
        finally
        {
            if (_state is not null)
            {
                writer.WriteProgress(new ProgressRecord(0, activity, _state) { RecordType = ProgressRecordType.Completed });
            }
        }
    }

    private void Show(string state)
    {
        _state = state.Length == 0 ? " " : state;
        writer.WriteProgress(new ProgressRecord(0, activity, _state) { PercentComplete = PercentOf(state) });
    }
}
