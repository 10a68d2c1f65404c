using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>A wait for an operation that the cloud runs in the background: shows its progress, and limits its time.</summary>
/// <param name="writer">Writes the progress.</param>
/// <param name="activity">What the command waits for.</param>
/// <param name="limit">The maximum time; null for no limit.</param>
internal sealed class LimitedWait(PipelineWriter writer, string activity, TimeSpan? limit)
{
    private string? _state;

    /// <summary>Returns how much is done in percent, from what the cloud says of it; -1 if that is not known.</summary>
    public Func<string, int> PercentOf { get; init; } = _ => -1;

    /// <summary>Runs the wait.</summary>
    /// <param name="wait">Waits; calls its first argument with what the cloud says.</param>
    /// <param name="outcome">Returns the message of the error if the time is over, from what the cloud said last.</param>
    /// <param name="recommendedAction">How to fix it if the time is over.</param>
    /// <exception cref="OperationTimeoutException">The time is over.</exception>
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
