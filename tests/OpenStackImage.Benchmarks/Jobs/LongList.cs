using System.Globalization;
using Newtonsoft.Json;
using OpenStackImage.LocalCloud;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>A list of 100,000 images, page by page, as objects.</summary>
internal sealed class LongList : IBenchmark
{
    private const int Images = 100_000;
    private const int Rounds = 3;

    public string Name => "list";

    public void Seed(CloudServer cloud)
    {
        var owner = cloud.State.Project("demo").Id;
        for (var index = 0; index < Images; index++)
        {
            cloud.State.AddImage(owner, string.Create(CultureInfo.InvariantCulture, $"image-{index:000000}"), "private", image =>
            {
                image.Status = "active";
                image.DiskFormat = "qcow2";
                image.ContainerFormat = "bare";
                image.Size = 1_234_567_890;
                image.Properties["os_distro"] = "ubuntu";
                image.Tags.Add("lts");
            });
        }
    }

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        using var bare = await BareClient.ConnectAsync(cloud.Owner);
        using var shell = new ModuleShell();
        shell.Connect(cloud);
        var (module, baseline) = await Interleaved.MeasureAsync(
            Rounds,
            () => Task.Run(() => shell.Run("Get-OSImage | & { process { $count++ } end { if ($count -ne 100000) { throw \"$count\" } } }")),
            () => Task.Run(() => DownloadAndParseAsync(bare)));
        const string Operation = "download and JsonTextReader of Newtonsoft.Json over every token";
        return [new("list of 100,000 images", module, baseline, "ms", Operation, ">= 0.90")];
    }

    /// <summary>Follows the next links, and reads each page to its last token.</summary>
    private static async Task DownloadAndParseAsync(BareClient bare)
    {
        var images = 0;
        for (var next = "v2/images?limit=1000"; next is not null;)
        {
            await using var page = await bare.OpenAsync(next);
            using var reader = new JsonTextReader(new StreamReader(page)) { DateParseHandling = DateParseHandling.None };
            next = null;
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.PropertyName)
                {
                    continue;
                }

                if (reader is { Depth: 1, Value: "next" })
                {
                    next = reader.ReadAsString()!.TrimStart('/');
                }
                else if (reader is { Depth: 3, Value: "id" })
                {
                    images++;
                }
            }
        }

        if (images != Images)
        {
            throw new InvalidOperationException($"{images} images came.");
        }
    }
}
