namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>The memory that one call allocates in this process. The cloud runs in another process.</summary>
internal sealed class Allocations : IBenchmark
{
    private const int Calls = 2000;
    private const double Kibibyte = 1024;

    public string Name => "allocations";

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        var image = (await cloud.CreateSharedImagesAsync(1))[0];
        using var bare = await BareClient.ConnectAsync(cloud.Owner);
        using var shell = new ModuleShell();
        shell.Connect(cloud);
        shell.Set("id", image).Set("path", BareClient.Members(image)).Set("bare", bare).Set("calls", Calls);
        return
        [
            new(
                "allocated by a warm Get-OSImageMember",
                Per(shell, "foreach ($i in 1..$calls) { $null = Get-OSImageMember $id }"),
                Per(shell, "foreach ($i in 1..$calls) { $null = $bare.Get($path) }"),
                "KiB",
                "a GET with HttpClient from the same script"),
            new(
                "allocated per image of a piped fan-out",
                Per(shell, "$null = 1..$calls | & { process { $id } } | Get-OSImageMember"),
                Per(shell, "foreach ($i in 1..$calls) { $null = $bare.Get($path) }"),
                "KiB",
                "a GET with HttpClient from the same script"),
        ];
    }

    private static double Per(ModuleShell shell, string script)
    {
        shell.Run(script);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        shell.Run(script);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Kibibyte / Calls;
    }
}
