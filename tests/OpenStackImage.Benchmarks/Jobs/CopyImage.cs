using System.Diagnostics;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>A copy of 5 GiB from one cloud to another, compared with the download and the upload alone.</summary>
internal sealed class CopyImage : IBenchmark
{
    private const long Mebibyte = 1024 * 1024;
    private const long Large = 5 * 1024 * Mebibyte;
    private const double MostGrowth = 16;

    public string Name => "copy";

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        await using var other = await BenchmarkCloud.StartAsync(this);
        using var bare = await BareClient.ConnectAsync(cloud.Owner);
        using var otherBare = await BareClient.ConnectAsync(other.Owner);
        using var shell = new ModuleShell();
        shell.Connect(other);
        shell.Run("$other = Get-OpenStackSession");
        shell.Connect(cloud);
        var folder = Directory.CreateTempSubdirectory("openstackimage-copy-");
        try
        {
            var (small, large) = (DataFile.Make(folder, "small", 8 * Mebibyte), DataFile.Make(folder, "large", Large));
            shell.Set("small", small).Set("large", large);
            shell.Run("$null = New-OSImage small $small -DiskFormat raw; $null = New-OSImage large $large -DiskFormat raw");

            var download = await TimeAsync(async () => await bare.SaveAsync($"v2/images/{IdOf(shell, "large")}/file", "/dev/null", null));
            var id = await other.Owner.CreateImageAsync("alone");
            var upload = await TimeAsync(async () => await otherBare.PutAsync($"v2/images/{id}/file", large));
            shell.Run("Remove-OSImage alone -Session $other -Confirm:$false");
            File.Delete(large);

            double copy = 0;
            var growth = await PeakMemory.GrowthAsync(
                () => shell.Run("Copy-OSImage small -Destination $other"),
                () => copy = TimeAsync(() => Task.Run(() => shell.Run("Copy-OSImage large -Destination $other"))).GetAwaiter().GetResult());
            return
            [
                new(
                    "copy of 5 GiB to another cloud",
                    copy,
                    Math.Max(download, upload),
                    "ms",
                    "the slower of download and upload with HttpClient",
                    "<= 1.15"),
                new("memory for the copy", growth, MostGrowth, "MiB", "the maximum growth of the working set", "<= 1.00"),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string IdOf(ModuleShell shell, string name) => (string)shell.Run($"(Get-OSImage {name}).Id")[0].BaseObject;

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
