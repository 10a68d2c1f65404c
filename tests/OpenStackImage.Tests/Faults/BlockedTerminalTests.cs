using System.Text;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>A blocked terminal (Ctrl+S, or a connection without a response) does not prevent the clean-up of a stopped upload.</summary>
public sealed class BlockedTerminalTests(TestCloud cloud) : CloudTests(cloud)
{
    [LocalCloudFact("makes the upload hang")]
    public async Task A_stopped_upload_is_removed_even_if_the_terminal_accepts_no_output()
    {
        using var terminal = new BlockedWriter();
        using var shell = Shell.WithModule(messages: terminal);
        using var folder = new CloudsFolder(shell).Write("disk.img", "data");
        shell.Connect(Cloud.AuthUrl, Demo);
        var name = TestCloud.Name("blocked");
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "PUT" && (arrived.TrySetResult() || true), Hang = true });

        using var script = shell.Set("name", name).Set("file", folder.Path("disk.img"))
            .Start("New-OSImage $name -Path $file -DiskFormat raw");
        await arrived.Task.WaitAsync(Patience.Limit);
        var stopping = script.StopAsync();
        await Patience.UntilAsync(() => Cloud.Local.State.Images.All(image => image.Name != name));

        terminal.Release();
        await stopping.WaitAsync(Patience.Limit);
        Cloud.Local.Faults.Clear();
        Assert.StartsWith("WARNING: Stopped. Image ", Assert.Single(terminal.Lines), StringComparison.Ordinal);
    }

    private sealed class BlockedWriter : TextWriter
    {
        private readonly ManualResetEventSlim _released = new();

        public List<string> Lines { get; } = [];

        public override Encoding Encoding => Encoding.UTF8;

        public void Release() => _released.Set();

        public override void WriteLine(string? value)
        {
            _released.Wait();
            Lines.Add(value ?? "");
        }

        protected override void Dispose(bool disposing)
        {
            Release();
            base.Dispose(disposing);
        }
    }
}
