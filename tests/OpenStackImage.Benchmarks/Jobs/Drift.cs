using System.Globalization;
using System.Management.Automation;
using System.Net;
using OpenStackImage.LocalCloud;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>
/// The nightly comparison of a sharing file with the cloud: 10,000 entries, each of one image and one project, with a cloud that responds
/// after 20 ms. OPENSTACKIMAGE_DRIFT_IMAGES sets another number of images.
/// </summary>
internal sealed class Drift : IBenchmark
{
    private const int AtOnce = 32;
    private const double MostGrowth = 32;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    private static int Images { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("OPENSTACKIMAGE_DRIFT_IMAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out var images)
        ? images
        : 10_000;

    public string Name => "drift";

    public void Seed(CloudServer cloud)
    {
        var owner = cloud.State.Project("demo").Id;
        var member = cloud.State.Project("alt").Id;
        for (var index = 0; index < Images; index++)
        {
            var image = cloud.State.AddImage(owner, string.Create(CultureInfo.InvariantCulture, $"drift-{index}"));
            cloud.State.AddMember(image.Id, member);
        }

        cloud.Faults.Add(new Fault { Delay = Latency });
    }

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        var folder = Directory.CreateTempSubdirectory("drift-").FullName;
        try
        {
            using var shell = new ModuleShell();
            shell.Connect(cloud);
            shell.Set("admin", new PSCredential("admin", new NetworkCredential("", "asdf").SecurePassword));
            shell.Run(
                "$null = Connect-OpenStack -AuthUrl $url -Credential $admin -ProjectName admin -UserDomain Default -ProjectDomain Default");
            var path = Path.Combine(folder, "sharing.yaml");
            shell.Set("path", path).Run($"Export-OSImageSharing $path -ThrottleLimit {AtOnce}");

            double time = 0;
            var before = Requests(shell);
            var growth = await PeakMemory.GrowthAsync(
                () => shell.Run(
                    "Get-OSImage -First 1000 | Export-OSImageSharing \"$path.part.yaml\"; "
                    + $"$null = Test-OSImageSharing \"$path.part.yaml\" -ThrottleLimit {AtOnce}"),
                () =>
                {
                    before = Requests(shell);
                    time = Compare(shell);
                });
            var requests = Requests(shell) - before;
            var withNames = await File.ReadAllLinesAsync(path);
            await File.WriteAllLinesAsync(path, withNames.Where(line => line.TrimStart().Split(' ')[0] is not ("name:" or "domain:")));
            before = Requests(shell);
            Compare(shell);
            var requestsById = Requests(shell) - before;
            return
            [
                new(
                    string.Create(CultureInfo.InvariantCulture, $"requests of a drift check of {Images} entries"), requests, Images, "",
                    "one request for each image; pages of the list and lookups of projects are additional", "<= 1.01"),
                new(
                    string.Create(CultureInfo.InvariantCulture, $"requests of a drift check of {Images} entries, IDs only"), requestsById,
                    Images, "", "one request for each image", "<= 1.00"),
                new(
                    string.Create(CultureInfo.InvariantCulture, $"drift check of {Images} entries, {AtOnce} concurrently"), time,
                    Images * Latency.TotalMilliseconds / AtOnce, "ms", "one request of 20 ms for each, 32 concurrently", "<= 1.25"),
                new("memory for the drift check", growth, MostGrowth, "MiB", "the maximum growth of the working set", "<= 1.00"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Compare(ModuleShell shell)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        shell.Run($"if (-not (Test-OSImageSharing $path -Quiet -ThrottleLimit {AtOnce})) {{ throw 'The file and the cloud differ.' }}");
        return System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>
    /// The number of requests that the session has sent so far. The log keeps the newest requests, and numbers all of them.
    /// </summary>
    private static int Requests(ModuleShell shell)
        => Convert.ToInt32(shell.Run("(Get-OpenStackRequest)[-1].Number")[0].BaseObject, CultureInfo.InvariantCulture);
}
