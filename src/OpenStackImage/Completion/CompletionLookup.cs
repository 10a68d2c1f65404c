using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenStackImage.Http;

namespace OpenStackImage.Completion;

/// <summary>
/// The lookup of the candidates of an argument. It continues in the background after the time limit of Tab, and its result is used for a
/// few seconds, so that the next Tab is immediate.
/// </summary>
internal sealed class CompletionLookup
{
    /// <summary>Tab never blocks longer than one second.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(800);

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(15);

    private static readonly ConditionalWeakTable<OpenStackSession, ConcurrentDictionary<string, CompletionLookup>> Lookups = new();

    private readonly ConcurrentQueue<Candidate> _found = new();
    private readonly Stopwatch _age = Stopwatch.StartNew();
    private readonly Task _task;

    private CompletionLookup(Func<Action<Candidate>, CancellationToken, Task> find)
    {
        _task = Task.Run(() => RunAsync(find));
        _task.IgnoreFailure();
    }

    private bool IsUsable => _age.Elapsed < (_task.IsCompleted ? Lifetime : MaxDuration) && !_task.IsFaulted && !_task.IsCanceled;

    /// <summary>Returns the candidates of each session that are found within the time limit of Tab.</summary>
    /// <param name="sessions">The sessions, which are queried concurrently.</param>
    /// <param name="key">The argument, and the values that its candidates depend on.</param>
    /// <param name="find">Finds the candidates of a session.</param>
    public static IReadOnlyList<(OpenStackSession Session, IReadOnlyCollection<Candidate> Found)> Find(
        IReadOnlyList<OpenStackSession> sessions, string key, Func<OpenStackSession, Action<Candidate>, CancellationToken, Task> find)
    {
        var lookups = sessions.Select(session => Start(session, key, find)).ToArray();
        try
        {
            Task.WaitAll([.. lookups.Select(lookup => lookup._task)], MaxWait);
        }
        catch (AggregateException)
        {
            // A cloud that fails has no candidates; an error would disturb the prompt.
        }

        return [.. sessions.Zip(lookups, (session, lookup) => (session, (IReadOnlyCollection<Candidate>)lookup._found))];
    }

    private static CompletionLookup Start(
        OpenStackSession session, string key, Func<OpenStackSession, Action<Candidate>, CancellationToken, Task> find)
    {
        var lookups = Lookups.GetOrCreateValue(session);
        if (!lookups.TryGetValue(key, out var lookup) || !lookup.IsUsable)
        {
            lookups[key] = lookup = new CompletionLookup((add, cancellationToken) => find(session, add, cancellationToken));
        }

        return lookup;
    }

    private async Task RunAsync(Func<Action<Candidate>, CancellationToken, Task> find)
    {
        using var limit = new CancellationTokenSource(MaxDuration);
        await find(_found.Enqueue, limit.Token).ConfigureAwait(false);
        _age.Restart();
    }
}
