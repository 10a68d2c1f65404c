using System.Diagnostics;
using System.Globalization;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>
/// The first command of a session. In a process whose engine is loaded: sign in and read one member list, including the import, compared
/// with two equal requests with HttpClient. As whole processes: compared with the openstack client if it is installed.
/// </summary>
internal sealed class FirstCall : IBenchmark
{
    /// <summary>The environment variable that makes the child process run the job with the module or with HttpClient.</summary>
    public const string Option = "--first-call";

    private const string Bare = "bare";
    private const string Module = "module";
    private const int Rounds = 9;

    public string Name => "first-call";

    public bool RunsOnRealCloud => true;

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        var image = (await cloud.CreateSharedImagesAsync(1))[0];
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["OS_AUTH_URL"] = cloud.AuthUrl.AbsoluteUri,
            ["OS_IDENTITY_API_VERSION"] = "3",
            ["OS_USERNAME"] = cloud.Owner.UserName,
            ["OS_PASSWORD"] = cloud.Owner.Password,
            ["OS_PROJECT_NAME"] = cloud.Owner.ProjectName,
            ["OS_USER_DOMAIN_NAME"] = CloudAccount.Domain,
            ["OS_PROJECT_DOMAIN_NAME"] = CloudAccount.Domain,
        })
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        var (module, bare, ourProcess, bareProcess, openstack) = (
            new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ourProcess.Add(
                await TimeAsync(
                    async () => module.Add(double.Parse(await Child.RunSelfAsync(Option, Module, image), CultureInfo.InvariantCulture))));
            bareProcess.Add(
                await TimeAsync(
                    async () => bare.Add(double.Parse(await Child.RunSelfAsync(Option, Bare, image), CultureInfo.InvariantCulture))));
            if (OpenStackClient is { } client)
            {
                openstack.Add(await TimeAsync(() => Child.RunAsync(client, "image", "member", "list", image)));
            }
        }

        var rows = new List<Measurement>
        {
            new(
                "import, connect and list members",
                Interleaved.Median(module),
                Interleaved.Median(bare),
                "ms",
                "the same requests with HttpClient in a new process"),
            new(
                "import, connect and list members in a new process",
                Interleaved.Median(ourProcess),
                Interleaved.Median(bareProcess),
                "ms",
                "the same requests with HttpClient and the PowerShell engine"),
        };
        if (openstack.Count > 0)
        {
            rows.Add(
                new(
                    "import, connect and list members in a new process",
                    Interleaved.Median(ourProcess),
                    Interleaved.Median(openstack),
                    "ms",
                    "openstack image member list"));
        }

        return rows;
    }

    private static string? OpenStackClient => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "openstack")).FirstOrDefault(File.Exists);

    /// <summary>Runs the job in the child process, and prints its duration.</summary>
    public static async Task MeasureAsync(string how, string image)
    {
        using var shell = new ModuleShell(importsModule: false);
        shell.Run("$null = Get-Command Import-Module");
        var started = Stopwatch.GetTimestamp();
        if (how == Module)
        {
            shell.Set("manifest", ModuleShell.Manifest).Set("image", image)
                .Run("Import-Module $manifest; $null = Connect-OpenStack; Get-OSImageMember $image");
        }
        else
        {
            using var account = await CloudAccount.SignInAsync(
                new Uri(Variable("OS_AUTH_URL")), Variable("OS_USERNAME"), Variable("OS_PASSWORD"), Variable("OS_PROJECT_NAME"));
            await account.MembersAsync(image);
        }

        Console.WriteLine(Stopwatch.GetElapsedTime(started).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name)!;

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
