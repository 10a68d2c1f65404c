using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>A source whose reads do not end, such as a file on an unreachable server.</summary>
public sealed class BlockedReadTests(TestCloud cloud) : DataTests(cloud)
{
    [Fact]
    public async Task A_stopped_upload_does_not_wait_for_a_read_that_never_ends()
    {
        Connect(Demo);
        var name = TestCloud.Name("blocked");
        await using var source = new BlockedStream();
        using var script = Shell.Set("name", name).Set("source", source).Start("New-OSImage $name -InputStream $source -DiskFormat raw");
        await source.Reading.WaitAsync(Patience.Limit);

        await script.StopAsync().WaitAsync(Patience.Limit);

        Assert.DoesNotContain(name, Shell.Run("Get-OSImage -Owner demo").Texts("Name"));
    }

    private sealed class BlockedStream : MemoryStream
    {
        private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reading => _reading.Task;

        public override bool CanSeek => false;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            _reading.TrySetResult();
            return new TaskCompletionSource<int>().Task;
        }
    }
}
