using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace OpenStackImage.Http;

/// <summary>Processes several items of a list at once, and returns the results in the order of the list.</summary>
internal static class ParallelSelect
{
    /// <inheritdoc cref="SelectAsync{TItem, TResult}(IAsyncEnumerable{TItem}, int, Func{TItem, Task{TResult}}, CancellationToken)"/>
    public static IAsyncEnumerable<(TItem Item, Task<TResult> Result)> SelectAsync<TItem, TResult>(
        IEnumerable<TItem> source, int limit, Func<TItem, Task<TResult>> work, CancellationToken cancellationToken)
        => SelectAsync(ToAsync(source), limit, work, cancellationToken);

    /// <summary>
    /// Starts the work on up to <paramref name="limit"/> items; takes the next item from <paramref name="source"/> when the first of them
    /// has been
    /// consumed, so that a list is read only as far as it is needed. If the list fails, the results of the items before come first.
    /// </summary>
    /// <param name="source">The items.</param>
    /// <param name="limit">The maximum number of items that are processed at once, from 1.</param>
    /// <param name="work">Starts the work on an item.</param>
    /// <param name="cancellationToken">Ends the reading of <paramref name="source"/>.</param>
    /// <returns>Each item with its work, to be awaited by the caller: one that fails does not end the others.</returns>
    public static async IAsyncEnumerable<(TItem Item, Task<TResult> Result)> SelectAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> source, int limit, Func<TItem, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inProgress = new Queue<(TItem Item, Task<TResult> Result)>();
        ExceptionDispatchInfo? failure = null;
        var items = source.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (failure is null)
            {
                try
                {
                    if (!await items.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                    break;
                }

                inProgress.Enqueue((items.Current, work(items.Current)));
                if (inProgress.Count >= limit)
                {
                    yield return inProgress.Dequeue();
                }
            }

            while (inProgress.Count > 0)
            {
                yield return inProgress.Dequeue();
            }

            failure?.Throw();
        }
        finally
        {
            await items.DisposeAsync().ConfigureAwait(false);
            foreach (var (_, unneeded) in inProgress)
            {
                // The caller needs no more items, so a failure of these is not reported.
                _ = unneeded.ContinueWith(
                    task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
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
