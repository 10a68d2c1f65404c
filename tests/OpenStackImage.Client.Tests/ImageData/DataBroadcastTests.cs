using CsCheck;
using OpenStackImage.ImageData;

namespace OpenStackImage.Client.Tests.ImageData;

/// <summary>One download that feeds several uploads.</summary>
public sealed class DataBroadcastTests
{
    [Fact]
    public void Every_remaining_reader_receives_all_bytes() => Gen.Select(
        Gen.Int[1, 40_000].Array[0, 30], Gen.Select(Gen.Int[1, 70_000], Gen.Int[0, 400_000]).Array[1, 4]).Sample(
        scenario => RunAsync(scenario.Item1, scenario.Item2).GetAwaiter().GetResult(), iter: 300, threads: 1);

    [Fact]
    public async Task The_last_block_waits_for_the_verification()
    {
        var broadcast = new DataBroadcast();
        using var reader = broadcast.OpenReader();
        await broadcast.WriteAsync([1, 2, 3], 3, default);
        await broadcast.WriteAsync([4, 5], 2, default);

        var buffer = new byte[10];
        Assert.Equal(3, await reader.ReadAsync(buffer, 0, 10, default));
        var rest = reader.ReadAsync(buffer, 0, 10, default);
        Assert.False(rest.IsCompleted);
        broadcast.Complete();

        Assert.Equal(2, await rest);
        Assert.Equal(0, await reader.ReadAsync(buffer, 0, 10, default));
    }

    [Fact]
    public async Task A_source_failure_reaches_every_reader_instead_of_the_last_block()
    {
        var broadcast = new DataBroadcast();
        using var reader = broadcast.OpenReader();
        await broadcast.WriteAsync([1, 2, 3], 3, default);
        broadcast.Fail(new InvalidOperationException("damaged"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReadAsync(new byte[10], 0, 10, default));
        Assert.Equal("damaged", failure.Message);
    }

    [Fact]
    public async Task A_broadcast_without_readers_ends()
    {
        var broadcast = new DataBroadcast();
        broadcast.OpenReader().Dispose();

        Assert.False(await broadcast.Wanted);
        await Assert.ThrowsAsync<ImageDataException>(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await broadcast.WriteAsync([1], 1, default);
            }
        });
    }

    /// <param name="chunks">The sizes of the chunks.</param>
    /// <param name="readers">The size of each reader's buffer, and how many bytes it reads before it leaves.</param>
    private static async Task RunAsync(int[] chunks, (int Buffer, int Limit)[] readers)
    {
        var broadcast = new DataBroadcast();
        var data = new byte[chunks.Sum()];
        new Random(chunks.Length).NextBytes(data);
        var reading = readers.Select(reader => ReadAsync(broadcast.OpenReader(), reader.Buffer, reader.Limit)).ToArray();
        var offset = 0;
        try
        {
            foreach (var size in chunks)
            {
                await broadcast.WriteAsync(data.AsSpan(offset, size).ToArray(), size, default);
                offset += size;
            }

            broadcast.Complete();
        }
        catch (ImageDataException)
        {
            Assert.True(readers.All(reader => reader.Limit < data.Length));
        }

        var results = await Task.WhenAll(reading);
        Assert.All(results, read => Assert.True(data.AsSpan(0, read.Length).SequenceEqual(read)));
        Assert.All(
            results.Zip(readers), pair => Assert.True(pair.First.Length >= Math.Min(pair.Second.Limit, data.Length)));
    }

    private static async Task<byte[]> ReadAsync(DataBroadcastStream stream, int size, int limit)
    {
        using var all = new MemoryStream();
        using (stream)
        {
            var buffer = new byte[size];
            int read;
            do
            {
                await Task.Yield();
                read = all.Length >= limit ? 0 : await stream.ReadAsync(buffer);
                all.Write(buffer, 0, read);
            }
            while (read > 0);
        }

        return all.ToArray();
    }
}
