using OpenStackImage.Http;

namespace OpenStackImage.Client.Tests.Http;

/// <summary>Work on the items of a list that is read meanwhile.</summary>
public sealed class ParallelSelectTests
{
    private const int Limit = 4;

    [Fact]
    public async Task Results_come_in_the_order_of_the_list()
    {
        var results = new List<int>();
        await foreach (var (item, result) in ParallelSelect.SelectAsync(
            Enumerable.Range(0, 100), Limit, YieldAsync, TestContext.Current.CancellationToken))
        {
            Assert.Equal(item, await result);
            results.Add(item);
        }

        Assert.Equal(Enumerable.Range(0, 100), results);

        static async Task<int> YieldAsync(int item)
        {
            await Task.Yield();
            return item;
        }
    }

    [Fact]
    public async Task No_more_items_than_the_limit_are_in_progress()
    {
        var (running, most) = (0, 0);
        var limitReached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await foreach (var (_, result) in ParallelSelect.SelectAsync(
            Enumerable.Range(0, 200), Limit, CountAsync, TestContext.Current.CancellationToken))
        {
            await result;
        }

        Assert.Equal(Limit, most);

        async Task<int> CountAsync(int item)
        {
            if (Interlocked.Increment(ref running) is var now && now > most)
            {
                most = now;
            }

            // The first items complete together, so that the limit is reached on any machine.
            if (item == Limit - 1)
            {
                limitReached.SetResult();
            }

            await limitReached.Task;
            Interlocked.Decrement(ref running);
            return item;
        }
    }

    [Fact]
    public async Task A_slow_item_does_not_stop_the_others()
    {
        var others = new CountdownEvent(2 * Limit);
        var first = new TaskCompletionSource<int>();
        await using var results = ParallelSelect.SelectAsync(
            Enumerable.Range(0, 3 * Limit), Limit, WorkAsync, TestContext.Current.CancellationToken).GetAsyncEnumerator();

        Assert.True(await results.MoveNextAsync());
        Assert.True(await Task.Run(() => others.Wait(TimeSpan.FromMinutes(1))), "Items wait for the first one.");
        first.SetResult(0);
        Assert.Equal(0, await results.Current.Result);

        Task<int> WorkAsync(int item)
        {
            if (item == 0)
            {
                return first.Task;
            }

            if (!others.IsSet)
            {
                others.Signal();
            }

            return Task.FromResult(item);
        }
    }

    [Fact]
    public async Task The_failure_of_the_list_comes_after_the_items_before_it()
    {
        var results = new List<int>();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var (_, result) in ParallelSelect.SelectAsync(
                FailingAsync(), Limit, Task.FromResult, TestContext.Current.CancellationToken))
            {
                results.Add(await result);
            }
        });

        Assert.Equal("page 2", failure.Message);
        Assert.Equal([0, 1, 2], results);

        static async IAsyncEnumerable<int> FailingAsync()
        {
            for (var item = 0; item < 3; item++)
            {
                await Task.Yield();
                yield return item;
            }

            throw new InvalidOperationException("page 2");
        }
    }

    [Fact]
    public async Task The_list_is_read_only_slightly_ahead_of_its_consumer()
    {
        var (read, ended) = (0, false);
        await foreach (var (_, result) in ParallelSelect.SelectAsync(
            EndlessAsync(), Limit, Task.FromResult, TestContext.Current.CancellationToken))
        {
            if (await result == Limit)
            {
                break;
            }
        }

        Assert.True(ended, "The list is not closed when its consumer ends.");
        Assert.InRange(read, Limit, 16 * Limit);

        async IAsyncEnumerable<int> EndlessAsync()
        {
            try
            {
                while (true)
                {
                    await Task.Yield();
                    yield return read++;
                }
            }
            finally
            {
                ended = true;
            }
        }
    }
}
