using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>No sequence of responses makes a command run indefinitely: each operation has a budget of requests and of wait times.</summary>
public sealed class BudgetTests(TestCloud cloud) : CloudTests(cloud)
{
    /// <summary>The number of response sequences for each command line.</summary>
    private const int Sequences = 4;

    private const int RequestsPerOperation = 12;

    /// <summary>The requests of a command in addition to one operation for each image.</summary>
    private const int OtherOperations = 20;

    private static readonly TimeSpan WaitsPerOperation = TimeSpan.FromMinutes(2);

    private static readonly Func<Fault>[] Kinds =
    [
        .. new[] { 300, 400, 401, 403, 404, 408, 409, 410, 413, 417, 418, 500, 502, 504 }.Select(status => Of(status)),
        .. new[] { (429, "30"), (503, "86400"), (503, "0") }.Select(busy => Of(busy.Item1, "Retry-After", busy.Item2)),
        Of(302, "Location", "/v2/images"),
        Of(301, "Location", "//["),
        () => new Fault { Cut = Cut.BeforeResponse },
        () => new Fault { Cut = Cut.AfterHeaders, AfterHandling = true },
        () => new Fault { Cut = Cut.MidBody, CutAfterBytes = 5, AfterHandling = true },
        () => new Fault { Body = "<html>no service</html>", ContentType = "text/html" },
        () => new Fault { Body = "{}", ContentType = "application/json" },
        () => new Fault { Body = "", ContentType = "application/json" },
        () => new Fault { Body = RawServerTests.Image("another"), ContentType = "application/json" },
        () => new Fault { Headers = new Dictionary<string, string> { ["Date"] = "Mon, 01 Jan 0001 00:00:00 GMT" } },
    ];

    public static TheoryData<string> Commands => [.. EveryCommand.Lines];

    [LocalCloudTheory("responds at random")]
    [MemberData(nameof(Commands))]
    [ReliabilityRow("78", "random sequences of errors, lost responses, redirects and wrong documents, for each cmdlet")]
    public async Task Any_sequence_of_responses_ends_a_command_within_its_budget(string command)
    {
        for (var seed = 0; seed < Sequences; seed++)
        {
            using var folder = await EveryCommand.PrepareAsync(Cloud, Shell, command);
            var clock = new JumpingClock();
            clock.Attach(Shell.Run("$admin").Single());
            clock.Attach(Shell.Run("$alt").Single());
            Cloud.Local.Log.Clear();
            AddFaults(new Random(seed));

            using var script = Shell.Start(command);
            await script.Ended.WaitAsync(TimeSpan.FromMinutes(2));
            var result = script.Finish();

            Cloud.Local.Faults.Clear();
            var operations = Cloud.Local.State.ImageCount + OtherOperations;
            Assert.InRange(Cloud.Local.Log.Count, 0, RequestsPerOperation * operations);
            Assert.InRange(clock.Waited, TimeSpan.Zero, WaitsPerOperation * operations);
            Assert.DoesNotContain(result.Errors.Append(result.Terminating), error => error?.Id() == "UnexpectedFailure");
        }

        ReliabilityPage.Saw("78", $"ends after at most {RequestsPerOperation} requests per operation, without unexplained errors");
    }

    [LocalCloudFact("is always busy")]
    [ReliabilityRow("78b", "503 to every request, with Retry-After: 86400: the POST that adds a member, and the GETs that verify it")]
    public async Task An_add_to_a_busy_service_ends_within_one_budget()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("busy"));
        Connect(Demo);
        var clock = new JumpingClock();
        clock.Attach(Shell.Run("$demo").Single());
        Cloud.Local.Log.Clear();
        Cloud.Local.Faults.Add(Of(503, "Retry-After", "86400")());

        var error = Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId}").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.InRange(Cloud.Local.Log.Count, 4, 12);
        Assert.InRange(clock.Waited, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2));
        ReliabilityPage.Saw("78b", $"{error.Id()} after at most 12 requests and 2 minutes of waits");
    }

    [LocalCloudFact("issues tokens that expire immediately, and rejects each")]
    [ReliabilityRow("78e", "tokens that expire immediately and are then rejected, for 20 images")]
    public async Task Tokens_that_expire_immediately_lead_to_two_sign_ins_per_command()
    {
        await using var shortLived = await CloudServer.StartAsync(new CloudOptions { TokenLifetime = TimeSpan.FromSeconds(1) });
        Shell.Connect(shortLived.IdentityUri, Demo);
        shortLived.Log.Clear();
        shortLived.Faults.Add(
            new Fault { When = request => request.Service == "image", Status = 401, Delay = TimeSpan.FromMilliseconds(300) });

        var result = Shell.Run("1..20 | ForEach-Object { [guid]::NewGuid() } | Get-OSImage");

        Assert.Equal(20, result.Errors.Count);
        var signIns = shortLived.Log.Requests.Count(request => request.Service == "identity");
        Assert.InRange(signIns, 1, 2);
        ReliabilityPage.Saw("78e", $"{result.Errors[^1].Id()} for each after at most 2 sign-ins");
    }

    private static Func<Fault> Of(int status, string? header = null, string value = "")
        => () => new Fault
        {
            Status = status,
            Headers = header is null ? null : new Dictionary<string, string> { [header] = value },
        };

    /// <summary>Two of five requests get a fault, of a random kind.</summary>
    private void AddFaults(Random random)
    {
        var chosen = -1;
        var ordinal = 0L;
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            var own = kind;
            var template = Kinds[kind]();
            Cloud.Local.Faults.Add(new Fault
            {
                When = request =>
                {
                    if (request.Ordinal != ordinal)
                    {
                        ordinal = request.Ordinal;
                        chosen = random.Next(5) < 2 ? random.Next(Kinds.Length) : -1;
                    }

                    return chosen == own;
                },
                Status = template.Status,
                Headers = template.Headers,
                Body = template.Body,
                ContentType = template.ContentType,
                Cut = template.Cut,
                CutAfterBytes = template.CutAfterBytes,
                AfterHandling = template.AfterHandling,
            });
        }
    }
}
