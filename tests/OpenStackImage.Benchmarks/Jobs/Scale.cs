using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using OpenStackImage.LocalCloud;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>
/// Sharing at scale, with a cloud that responds after 20 ms: the members of 10,000 images, and 1,000 images shared with 10 projects, with
/// 32 concurrent requests. Before it is measured, everything runs until the JIT compiler has optimized it.
/// </summary>
internal sealed class Scale : IBenchmark
{
    private const int Images = 10_000;
    private const int SharedImages = 1_000;
    private const int Projects = 10;

    /// <summary>In the second run, half of the methods are not optimized, and the compiler uses a third of the processor time.</summary>
    private const int WarmUps = 3;
    private const int AtOnce = 32;
    private const double MostGrowth = 32;
    private const string Ideal = "one request of 20 ms for each, 32 concurrently";
    private const string Bare = "the same requests with HttpClient and the same concurrency";
    private const string MaxGrowth = "the maximum growth of the working set";

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    private static double Baseline => Images * Latency.TotalMilliseconds / AtOnce;

    public string Name => "scale";

    public void Seed(CloudServer cloud)
    {
        var owner = cloud.State.Project("demo").Id;
        var member = cloud.State.Project("alt").Id;
        for (var index = 0; index < Images; index++)
        {
            var image = cloud.State.AddImage(owner, string.Create(CultureInfo.InvariantCulture, $"audit-{index}"));
            cloud.State.AddMember(image.Id, member);
        }

        for (var index = 0; index < Projects; index++)
        {
            for (var run = 0; run < WarmUps; run++)
            {
                cloud.State.AddProject(string.Create(CultureInfo.InvariantCulture, $"warm-up-{run}-{index}"));
            }

            cloud.State.AddProject(string.Create(CultureInfo.InvariantCulture, $"scale-{index}"));
            cloud.State.AddProject(string.Create(CultureInfo.InvariantCulture, $"bare-{index}"));
        }

        cloud.Faults.Add(new Fault { Delay = Latency });
    }

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        using var shell = new ModuleShell();
        shell.Connect(cloud);
        shell.Set("admin", new PSCredential("admin", new NetworkCredential("", "asdf").SecurePassword));
        shell.Run(
            "$null = Connect-OpenStack -AuthUrl $url -Credential $admin -ProjectName admin -UserDomain Default -ProjectDomain Default "
            + "-Name admin -NotDefault");
        shell.Run($"$images = Get-OSImage -First {SharedImages}");
        for (var run = 0; run < WarmUps; run++)
        {
            shell.Run($"$warmUp{run} = (Get-OSProject 'warm-up-{run}-*' -Session admin).Id");
        }

        shell.Run("$scale = (Get-OSProject 'scale-*' -Session admin).Id");
        var projects = shell.Run("(Get-OSProject 'bare-*' -Session admin).Id").Select(id => (string)id.BaseObject).ToArray();
        var shared = shell.Run("$images.Id").Select(id => (string)id.BaseObject).ToArray();

        double audit = 0, share = 0;
        var auditGrowth = await PeakMemory.GrowthAsync(() => WarmUp(_ => Audit(shell)), () => audit = Time(() => Audit(shell)));
        using var bare = await BareClient.ConnectAsync(cloud.Owner);
        var ids = shell.Run("(Get-OSImage).Id").Select(id => (string)id.BaseObject).ToArray();
        await ReadAllAsync(bare, ids);
        var started = Stopwatch.GetTimestamp();
        await ReadAllAsync(bare, ids);
        var read = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var shareGrowth = await PeakMemory.GrowthAsync(
            () => WarmUp(run => Share(shell, $"$warmUp{run}")), () => share = Time(() => Share(shell, "$scale")));
        started = Stopwatch.GetTimestamp();
        await ShareAllAsync(bare, shared, projects);
        var added = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return
        [
            new("audit of 10,000 images, 32 concurrently", audit, Baseline, "ms", Ideal, "<= 1.10"),
            new("audit of 10,000 images, 32 concurrently", audit, read, "ms", Bare),
            new("memory for the audit", auditGrowth, MostGrowth, "MiB", MaxGrowth, "<= 1.00"),
            new("1,000 images shared with 10 projects, 32 concurrently", share, Baseline, "ms", Ideal, "<= 1.10"),
            new("1,000 images shared with 10 projects, 32 concurrently", share, added, "ms", Bare),
            new("memory for the sharing", shareGrowth, MostGrowth, "MiB", MaxGrowth, "<= 1.00"),
        ];
    }

    private static void WarmUp(Action<int> work)
    {
        for (var run = 0; run < WarmUps; run++)
        {
            work(run);
        }
    }

    private static void Audit(ModuleShell shell) => shell.Run(
        $"$count = 0; Get-OSImageMember -ThrottleLimit {AtOnce} | & {{ process {{ $script:count++ }} }}; "
        + $"if ($count -lt {Images}) {{ throw \"$count\" }}");

    private static void Share(ModuleShell shell, string projects)
        => shell.Run($"$null = $images | Add-OSImageMember -Project {projects} -ThrottleLimit {AtOnce} -SkipExisting");

    private static Task ReadAllAsync(BareClient bare, string[] ids) => Parallel.ForEachAsync(
        ids,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (id, _) => await bare.GetAsync(BareClient.Members(id)));

    private static Task ShareAllAsync(BareClient bare, string[] ids, string[] projects) => Parallel.ForEachAsync(
        ids.SelectMany(id => projects.Select(project => (Id: id, Project: project))),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (member, _) => await bare.PostAsync(BareClient.Members(member.Id), $$"""{"member":"{{member.Project}}"}"""));

    private static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
