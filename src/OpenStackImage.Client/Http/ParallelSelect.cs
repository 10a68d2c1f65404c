using System.Runtime.CompilerServices;

namespace OpenStackImage.Http;

/// <summary>Works on several items of a list at once, and gives the results in the order of the list.</summary>
internal static class ParallelSelect
{
    /// <summary>
    /// Starts the work on up to <paramref name="limit"/> items; takes the next item from <paramref name="source"/> when the first of them has been
    /// consumed, so that a list is read only as far as it is needed.
    /// </summary>
    /// <param name="source">The items.</param>
    /// <param name="limit">How much work may be under way at once, from 1.</param>
    /// <param name="work">Starts the work on an item.</param>
    /// <param name="cancellationToken">Ends the reading of <paramref name="source"/>.</param>
    /// <returns>Each item with its work, to be awaited by the caller: one that fails does not end the others.</returns>
    public static async IAsyncEnumerable<(TItem Item, Task<TResult> Result)> SelectAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> source, int limit, Func<TItem, Task<TResult>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var underWay = new Queue<(TItem Item, Task<TResult> Result)>();
        try
        {
            await foreach (var item in source.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                underWay.Enqueue((item, work(item)));
                if (underWay.Count >= limit)
                {
                    yield return underWay.Dequeue();
                }
            }

            while (underWay.Count > 0)
            {
                yield return underWay.Dequeue();
            }
        }
        finally
        {
            foreach (var (_, left) in underWay)
            {
                // The caller has had enough; a failure of what is left concerns nobody.
                _ = left.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }
}
