using OpenStackImage.LocalCloud;

namespace OpenStackImage.Tests.Harness;

/// <summary>
/// Runs scripts concurrently whose requests are handled one after the other: whenever each unfinished script waits for a response, one of
/// the waiting requests is chosen at random. Each script sends one request at a time.
/// </summary>
internal sealed class Interleaving(Random random)
{
    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets every request of the image service wait for its turn; of some writes the response is lost.</summary>
    /// <param name="faults">The faults of the cloud.</param>
    /// <param name="lostResponses">How many responses to PATCH requests are lost.</param>
    public void ApplyTo(FaultPlan faults, int lostResponses)
    {
        faults.Clear();
        var every = random.Next(1, 4);
        if (lostResponses > 0)
        {
            faults.Add(new Fault
            {
                When = request => request.Method == "PATCH",
                Every = every,
                Times = lostResponses,
                Until = ArriveAsync,
                Cut = Cut.BeforeResponse,
                AfterHandling = true,
            });
        }

        faults.Add(new Fault { When = request => request.Service == "image", Until = ArriveAsync });
    }

    /// <summary>Runs the scripts to their end.</summary>
    public async Task<ShellResult[]> RunAsync(IReadOnlyList<RunningScript> scripts)
    {
        foreach (var script in scripts)
        {
            _ = script.Ended.ContinueWith(_ => Change(), TaskScheduler.Default);
        }

        while (scripts.Count(script => !script.Ended.IsCompleted) is var running and > 0)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
                if (_waiting.Count >= running)
                {
                    var next = random.Next(_waiting.Count);
                    var turn = _waiting[next];
                    _waiting.RemoveAt(next);
                    turn.SetResult();
                    continue;
                }
            }

            await changed.WaitAsync(Patience.Limit);
        }

        return [.. scripts.Select(script => script.Finish())];
    }

    private Task ArriveAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add(turn);
        }

        Change();
        return turn.Task;
    }

    private void Change()
    {
        lock (_gate)
        {
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
