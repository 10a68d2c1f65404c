using System.Runtime.CompilerServices;

namespace OpenStackImage.Http;

/// <summary>Lists whose refusal is explained: an iterator may not give its items from inside a try.</summary>
internal static class ExplainedList
{
    /// <summary>The same list; where the service refuses it, the failure is what <paramref name="explain"/> makes of the refusal.</summary>
    public static async IAsyncEnumerable<T> ExplainedAsync<T>(
        this IAsyncEnumerable<T> list, Func<ServiceException, Task<Exception>> explain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = list.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await MoveAsync(items, explain).ConfigureAwait(false))
            {
                yield return items.Current;
            }
        }
        finally
        {
            await items.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<bool> MoveAsync<T>(IAsyncEnumerator<T> items, Func<ServiceException, Task<Exception>> explain)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await explain(refusal).ConfigureAwait(false);
        }
    }
}
