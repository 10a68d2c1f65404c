using System.Runtime.CompilerServices;

namespace OpenStackImage.Http;

/// <summary>Lists whose errors are explained. C# does not allow yield return inside try with catch.</summary>
internal static class ExplainedList
{
    /// <summary>Returns the same list; if the service refuses it, the error is the result of <paramref name="explain"/>.</summary>
    public static async IAsyncEnumerable<T> ExplainedAsync<T>(
        this IAsyncEnumerable<T> list, Func<ServiceException, Task<Exception>> explain,
        [EnumeratorCancellation] CancellationToken cancellationToken)
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
