using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>
/// Types what a page shows into a shell, with a fresh cloud with its sample images, and compares the screen. With OPENSTACKIMAGE_RECORD=1 what
/// differs is written into the page in place of a failure.
/// </summary>
internal static class Rehearsal
{
    private const string Nobody = "nobody";
    private const string PublicAddress = "https://cloud.example.com";
    private const int Width = 120;

    private static readonly bool Records = Environment.GetEnvironmentVariable("OPENSTACKIMAGE_RECORD") == "1";

    /// <param name="path">The page.</param>
    /// <param name="isOneStory">True where each block goes on from the one before; else each has a cloud of its own.</param>
    public static async Task RunAsync(string path, bool isOneStory = false)
    {
        var page = await File.ReadAllLinesAsync(path);
        var differences = new List<(TypedCommand Command, string[] Screen)>();
        var transcripts = Transcript.Read(page);
        Assert.NotEmpty(transcripts);
        foreach (var story in isOneStory ? [transcripts] : transcripts.Select(transcript => (IReadOnlyList<Transcript>)[transcript]))
        {
            differences.AddRange(await PlayAsync(story));
        }

        if (Records)
        {
            await File.WriteAllTextAsync(path, string.Join('\n', Recorded(page, differences)) + "\n");
            return;
        }

        Assert.All(differences, difference => Assert.Fail(
            $"{Path.GetFileName(path)}, line {difference.Command.FirstLine + 1}: {difference.Command.Script}\n\nThe page shows:\n{string.Join('\n', difference.Command.Output)}\n\nThe screen shows:\n{string.Join('\n', difference.Screen)}"));
    }

    private static async Task<List<(TypedCommand Command, string[] Screen)>> PlayAsync(IReadOnlyList<Transcript> story)
    {
        var cloud = new TestCloud();
        await cloud.InitializeAsync();
        try
        {
            SampleImages.Seed(cloud.Local);
            using var shell = Shell.WithModule(Width);
            StandIns.Define(shell);
            var differences = new List<(TypedCommand Command, string[] Screen)>();
            foreach (var transcript in story)
            {
                SignIn(shell, cloud, transcript.Account);
                foreach (var command in transcript.Commands)
                {
                    var address = cloud.Local.BaseUri.AbsoluteUri.TrimEnd('/');
                    var screen = shell.Screen(command.Script.Replace(PublicAddress, address, StringComparison.Ordinal))
                        .Select(line => line.Replace(address, PublicAddress, StringComparison.Ordinal))
                        .ToArray();
                    if (!Deterministic.Lines(screen).SequenceEqual(Deterministic.Lines(command.Output)))
                    {
                        differences.Add((command, screen));
                    }
                }
            }

            return differences;
        }
        finally
        {
            await cloud.DisposeAsync();
        }
    }

    private static void SignIn(Shell shell, TestCloud cloud, string account)
    {
        if (account != Nobody)
        {
            var signedIn = new[] { cloud.Admin, cloud.Demo, cloud.Alt }.Single(candidate => candidate.UserName == account);
            shell.Connect(cloud.AuthUrl, signedIn);
        }
    }

    private static List<string> Recorded(string[] page, IEnumerable<(TypedCommand Command, string[] Screen)> differences)
    {
        var lines = page.ToList();
        foreach (var (command, screen) in differences.OrderByDescending(difference => difference.Command.OutputLine))
        {
            lines.RemoveRange(command.OutputLine, command.Output.Length);
            var shown = screen.SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse().ToArray();
            var isLast = page[command.EndLine] == "```";
            lines.InsertRange(command.OutputLine, shown.Length == 0 ? [] : ["", .. shown, .. isLast ? Array.Empty<string>() : [""]]);
        }

        return lines;
    }
}
