using System.Security.Cryptography;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>Transfers of image data: the speed compared with HttpClient, without and with a hash, and the memory usage.</summary>
internal sealed class Transfer : IBenchmark
{
    private const long Mebibyte = 1024 * 1024;
    private const long Large = 5 * 1024 * Mebibyte;
    private const long Medium = 512 * Mebibyte;
    private const int Rounds = 3;
    private const double MostGrowth = 16;

    public string Name => "transfer";

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        var folder = Directory.CreateTempSubdirectory("openstackimage-transfer-");
        try
        {
            using var bare = await BareClient.ConnectAsync(cloud.Owner);
            using var shell = new ModuleShell();
            shell.Connect(cloud);
            var (small, medium, large) = (
                DataFile.Make(folder, "small", 8 * Mebibyte),
                DataFile.Make(folder, "medium", Medium),
                DataFile.Make(folder, "large", Large));
            var saved = Path.Combine(folder.FullName, "saved");
            var files = 0;
            var uploaded = await cloud.Owner.CreateImageAsync("download");
            await bare.PutAsync($"v2/images/{uploaded}/file", medium);

            var up = await UpAsync(hashes: false);
            var upHashed = await UpAsync(hashes: true);
            var down = await DownAsync(hashes: false);
            var downHashed = await DownAsync(hashes: true);

            var image = "";
            var upGrowth = await PeakMemory.GrowthAsync(() => Remove(shell, Upload(shell, small)), () => image = Upload(shell, large));
            var downGrowth = await PeakMemory.GrowthAsync(() => Download(shell, uploaded, saved), () => Download(shell, image, saved));
            if (new FileInfo(saved).Length != Large)
            {
                throw new InvalidOperationException("Not all of it came back.");
            }

            const string MaxGrowth = "the maximum growth of the working set";
            return
            [
                new(
                    "upload of 512 MiB, hashed and verified",
                    up.Module,
                    up.Baseline,
                    "ms",
                    "PUT with HttpClient without hashing",
                    ">= 0.95"),
                new(
                    "upload of 512 MiB, hashed and verified",
                    upHashed.Module,
                    upHashed.Baseline,
                    "ms",
                    "PUT with HttpClient, each block hashed and sent",
                    ">= 0.95"),
                new(
                    "download of 512 MiB, hashed and verified",
                    down.Module,
                    down.Baseline,
                    "ms",
                    "GET with HttpClient into a file, nothing hashed",
                    ">= 0.95"),
                new(
                    "download of 512 MiB, hashed and verified",
                    downHashed.Module,
                    downHashed.Baseline,
                    "ms",
                    "GET with HttpClient into a file, each chunk hashed and written",
                    ">= 0.95"),
                new("memory for an upload of 5 GiB", upGrowth, MostGrowth, "MiB", MaxGrowth, "<= 1.00"),
                new("memory for a download of 5 GiB", downGrowth, MostGrowth, "MiB", MaxGrowth, "<= 1.00"),
            ];

            Task<(double Module, double Baseline)> UpAsync(bool hashes) => Interleaved.MeasureAsync(
                Rounds,
                () => Task.Run(() => Remove(shell, Upload(shell, medium))),
                async () =>
                {
                    using var hash = hashes ? IncrementalHash.CreateHash(HashAlgorithmName.SHA512) : null;
                    var id = await cloud.Owner.CreateImageAsync("baseline");
                    await bare.PutAsync($"v2/images/{id}/file", medium, hash);
                    Remove(shell, id);
                });

            Task<(double Module, double Baseline)> DownAsync(bool hashes) => Interleaved.MeasureAsync(
                Rounds,
                () => Task.Run(() => Download(shell, uploaded, NewFile())),
                async () =>
                {
                    using var hash = hashes ? IncrementalHash.CreateHash(HashAlgorithmName.SHA512) : null;
                    await bare.SaveAsync($"v2/images/{uploaded}/file", NewFile(), hash);
                });

            // Overwriting an existing file would add the time that freeing its blocks takes.
            string NewFile() => Path.Combine(folder.FullName, $"saved-{files++}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Upload(ModuleShell shell, string path)
        => (string)shell.Set("path", path).Run("(New-OSImage transfer -Path $path).Id")[0].BaseObject;

    private static void Remove(ModuleShell shell, string id) => shell.Set("id", id).Run("Remove-OSImage $id -Confirm:$false");

    private static void Download(ModuleShell shell, string id, string path)
        => shell.Set("id", id).Set("saved", path).Run("Save-OSImage $id $saved -Force");
}
