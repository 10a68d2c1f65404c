using System.Diagnostics;
using System.Globalization;
using OpenStackImage.LocalCloud;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>
/// Sends 50,000 requests with one session, 32 of them concurrently. One of twenty requests fails. Verifies that each result is returned
/// once, and that the memory does not grow.
/// </summary>
internal sealed class Soak : IBenchmark
{
    private const int Images = 1000;
    private const int Rounds = 50;
    private const int Throttle = 32;
    private const int FaultEvery = 20;
    private const double Mebibyte = 1024 * 1024;

    /// <summary>The rounds until the bounded collections are full: the log of the last 10,000 requests, and the connections.</summary>
    private const int FullAfter = 12;

    private static readonly Fault[] Kinds =
    [
        new() { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "0" } },
        new() { Cut = Cut.BeforeResponse },
        new() { Cut = Cut.AfterHeaders },
        new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "0" } },
    ];

    public string Name => "soak";

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        // A separate cloud in this process, so that faults can be injected.
        await using var failing = await CloudServer.StartAsync(new CloudOptions { LogCapacity = 0 });
        var owner = failing.State.Project("demo").Id;
        var member = failing.State.Project("alt").Id;
        var ids = Enumerable.Range(0, Images).Select(i => failing.State.AddImage(owner, $"soak-{i:D4}").Id).ToArray();
        foreach (var id in ids)
        {
            failing.State.AddMember(id, member);
        }

        using var shell = new ModuleShell();
        shell.Set("url", failing.IdentityUri.AbsoluteUri).Set("ids", ids)
            .Set(
                "credential",
                new System.Management.Automation.PSCredential("demo", new System.Net.NetworkCredential("", "secret").SecurePassword))
            .Run("$null = Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo");
        AddFaults(failing.Faults);

        int results = 0, lost = 0, duplicated = 0;
        long first = 0, full = 0, last = 0, struck = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var output = shell.Run($"$ids | Get-OSImageMember -ThrottleLimit {Throttle} | ForEach-Object ImageId")
                .Select(id => (string)id.BaseObject).ToArray();
            results += output.Length;
            lost += ids.Except(output).Count();
            duplicated += output.Length - output.Distinct().Count();
            last = WorkingSet();
            first = round == 0 ? last : first;
            full = round == FullAfter - 1 ? last : full;
            struck = failing.Faults.Struck;
            if (round == 0 || round % 10 == 9)
            {
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"soak: {(round + 1) * Images} results, {struck} faults, working set {last / Mebibyte:N0} MiB"));
            }
        }

        if ((results, lost, duplicated) != (Rounds * Images, 0, 0))
        {
            throw new InvalidOperationException($"{results} results, {lost} lost, {duplicated} duplicated.");
        }

        var job = string.Create(
            CultureInfo.InvariantCulture,
            $"working set after {Rounds * Images:N0} requests, 32 concurrently, {struck:N0} failed, no result was lost or duplicated");
        return
        [
            new(
                job,
                last / Mebibyte,
                full / Mebibyte,
                "MiB",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the working set after {FullAfter * Images:N0} requests, when the request log is full"),
                "<= 1.10"),
            new(
                job,
                last / Mebibyte,
                first / Mebibyte,
                "MiB",
                string.Create(CultureInfo.InvariantCulture, $"the working set after the first {Images:N0} requests")),
        ];
    }

    /// <summary>
    /// Every twentieth request fails, with each kind of fault in turn. No request has so many consecutive faults that its operation fails.
    /// </summary>
    private static void AddFaults(FaultPlan faults)
    {
        var struck = new Dictionary<string, int>(StringComparer.Ordinal);
        var turn = 0;
        var decided = (Ordinal: 0L, Kind: -1);
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            var own = kind;
            var model = Kinds[kind];
            faults.Add(
                new Fault { When = request => Decide(request) == own, Status = model.Status, Headers = model.Headers, Cut = model.Cut });
        }

        // Called under the plan's lock, once for each kind.
        int Decide(FaultedRequest request)
        {
            if (decided.Ordinal != request.Ordinal)
            {
                var inARow = struck.GetValueOrDefault(request.Path);
                var strikes = request.Ordinal % FaultEvery == 0 && inARow < 2;
                struck[request.Path] = strikes ? inARow + 1 : 0;
                decided = (request.Ordinal, strikes ? turn++ % Kinds.Length : -1);
            }

            return decided.Kind;
        }
    }

    private static long WorkingSet()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
