using System.Runtime.CompilerServices;

namespace OpenStackImage.Http;

/// <summary>Processes several items of a list concurrently, and returns the results in the order of the list.</summary>
internal static class ParallelSelect
{
    /// <summary>
    /// The number of items that are read before their work can start, and of results that may wait for the consumer, in multiples of the
    /// limit. One slow item or the request for the next page does not stop the work on the others.
    /// </summary>
    private const int LookAhead = 4;

    /// <inheritdoc cref="SelectAsync{TItem, TResult}(IAsyncEnumerable{TItem}, int, Func{TItem, Task{TResult}}, CancellationToken)"/>
    public static IAsyncEnumerable<(TItem Item, Task<TResult> Result)> SelectAsync<TItem, TResult>(
        IEnumerable<TItem> source, int limit, Func<TItem, Task<TResult>> work, CancellationToken cancellationToken)
        => SelectAsync(ToAsync(source), limit, work, cancellationToken);

    /// <summary>
    /// Runs the work on up to <paramref name="limit"/> items concurrently. The list is read only as far as the consumer needs it. If the
    /// list fails, the results of the items before the failure are returned first.
    /// </summary>
    /// <param name="source">The items.</param>
    /// <param name="limit">The maximum number of items that are processed concurrently, from 1.</param>
    /// <param name="work">Processes an item, on any thread.</param>
    /// <param name="cancellationToken">Ends the reading of <paramref name="source"/>.</param>
    /// <returns>Each item with its work, to be awaited by the caller: a failed item does not stop the others.</returns>
    public static IAsyncEnumerable<(TItem Item, Task<TResult> Result)> SelectAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> source, int limit, Func<TItem, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var capacity = limit * LookAhead;
        var items = ReadAhead.OfAsync(source, capacity, cancellationToken);
        return ReadAhead.OfAsync(StartAsync(items, limit, work, cancellationToken), capacity, cancellationToken);
    }

    /// <summary>Starts the work on each item as soon as fewer than the limit are in progress.</summary>
    private static async IAsyncEnumerable<(TItem Item, Task<TResult> Result)> StartAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, int limit, Func<TItem, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var free = new SemaphoreSlim(limit);
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await free.WaitAsync(cancellationToken).ConfigureAwait(false);
            var result = RunAsync(item, work, free);

            // The consumer may stop before it awaits this work. Then a failure is not reported.
            result.IgnoreFailure();
            yield return (item, result);
        }
    }

    private static async Task<TResult> RunAsync<TItem, TResult>(TItem item, Func<TItem, Task<TResult>> work, SemaphoreSlim free)
    {
        try
        {
            return await work(item).ConfigureAwait(false);
        }
        finally
        {
            free.Release();
        }
    }

    private static async IAsyncEnumerable<TItem> ToAsync<TItem>(IEnumerable<TItem> items)
    {
        foreach (var item in items)
        {
            yield return item;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
