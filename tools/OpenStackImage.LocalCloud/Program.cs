using System.Globalization;
using System.Runtime.InteropServices;
using OpenStackImage.LocalCloud;

if (CommandLine.Read(args) is not { } line)
{
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}

using CancellationTokenSource stop = new();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await using var cloud = await StartAsync(line);
if (cloud is null)
{
    return 1;
}

if (line.Sample)
{
    SampleImages.Seed(cloud);
}

var demo = cloud.State.Project("demo").Id;
for (var i = 1; i <= line.Images; i++)
{
    cloud.State.AddImage(demo, string.Create(CultureInfo.InvariantCulture, $"image-{i:D6}"));
}

Console.WriteLine(line.Environment(cloud));
await Console.Error.WriteLineAsync(
    $"# identity {cloud.IdentityUri}  image {cloud.ImageUri}  users admin/asdf, demo/secret, alt/secret  "
    + $"images {cloud.State.ImageCount}. Ctrl+C ends it.");
await cloud.WaitForShutdownAsync(stop.Token);
return 0;

static async Task<CloudServer?> StartAsync(CommandLine line)
{
    try
    {
        return await CloudServer.StartAsync(new() { Port = line.Port, ImageApiMinor = line.ImageApiMinor });
    }
    catch (IOException taken)
    {
        await Console.Error.WriteLineAsync(taken.Message);
        return null;
    }
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
