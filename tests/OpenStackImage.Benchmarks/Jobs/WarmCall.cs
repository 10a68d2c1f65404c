using System.Management.Automation;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>Consecutive member lists by ID in a warm session, each compared with a GET request for the same URL with HttpClient.</summary>
internal sealed class WarmCall : IBenchmark
{
    private const int Rounds = 2000;
    private const int RealRounds = 150;

    /// <summary>
    /// The calls are repeated until the JIT compiler has optimized the code. Otherwise, the time of the compilation would be measured.
    /// </summary>
    private const int WarmUp = 6000;
    private const int RealWarmUp = 150;

    /// <summary>All are called and timed by the same script, call by call.</summary>
    private const string Script = """
        param($id, $path, $bare, $rounds, $module, $baseline, $cmdlet)
        for ($round = 0; $round -lt $rounds; $round++) {
            $started = [System.Diagnostics.Stopwatch]::GetTimestamp()
            $null = Get-OSImageMember $id
            $module.Add([System.Diagnostics.Stopwatch]::GetElapsedTime($started).TotalMilliseconds)
            $started = [System.Diagnostics.Stopwatch]::GetTimestamp()
            $null = $bare.Get($path)
            $baseline.Add([System.Diagnostics.Stopwatch]::GetElapsedTime($started).TotalMilliseconds)
            $started = [System.Diagnostics.Stopwatch]::GetTimestamp()
            $null = Get-BareResponse $path $bare
            $cmdlet.Add([System.Diagnostics.Stopwatch]::GetElapsedTime($started).TotalMilliseconds)
        }
        """;

    public string Name => "warm";

    public bool RunsOnRealCloud => true;

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        var image = (await cloud.CreateSharedImagesAsync(1))[0];
        using var bare = await BareClient.ConnectAsync(cloud.Owner);
        using var shell = new ModuleShell();
        shell.Connect(cloud);
        var (module, baseline, cmdlet) = (new List<double>(), new List<double>(), new List<double>());
        shell.Set("script", ScriptBlock.Create(Script)).Set("id", image).Set("path", BareClient.Members(image)).Set("bare", bare)
            .Set("module", module).Set("baseline", baseline).Set("cmdlet", cmdlet)
            .Set("benchmarks", typeof(GetBareResponseCommand).Assembly).Run("Import-Module -Assembly $benchmarks");
        Run(BenchmarkCloud.Real is null ? WarmUp : RealWarmUp);
        foreach (var times in new[] { module, baseline, cmdlet })
        {
            times.Clear();
        }

        Run(BenchmarkCloud.Real is null ? Rounds : RealRounds);
        return
        [
            new(
                "Get-OSImageMember by ID, warm",
                Interleaved.Median(module),
                Interleaved.Median(baseline),
                "ms",
                "GET of the same address with HttpClient, called from the same script",
                "<= 1.10"),
            new(
                "Get-OSImageMember by ID, warm",
                Interleaved.Median(module),
                Interleaved.Median(cmdlet),
                "ms",
                "the same GET in a cmdlet that does nothing else"),
        ];

        void Run(int rounds) => shell.Set("rounds", rounds).Run("& $script $id $path $bare $rounds $module $baseline $cmdlet");
    }
}
