using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>
/// Runs the examples of a page in a shell with a new cloud that contains the sample images, and compares their output with the page. With
/// OPENSTACKIMAGE_RECORD=1, it writes the output to the page instead.
/// </summary>
internal static class ExampleRunner
{
    private const string Admin = "admin";
    private const string Nobody = "nobody";
    private const string PublicAddress = "https://cloud.example.com";
    private const int Width = 120;

    private static readonly bool Records = Environment.GetEnvironmentVariable("OPENSTACKIMAGE_RECORD") == "1";

    /// <param name="path">The page.</param>
    /// <param name="isContinuous">True if all blocks run in one shell and on one cloud; false if each section has its own.</param>
    public static async Task RunAsync(string path, bool isContinuous = false)
    {
        var page = await File.ReadAllLinesAsync(path);
        var blocks = ExampleBlock.Read(page);
        Assert.NotEmpty(blocks);
        var differences = new List<(ExampleBlock Block, string[] Screen)>();
        foreach (var run in blocks.GroupBy(block => isContinuous ? path : block.Section))
        {
            differences.AddRange(await RunAsync([.. run]));
        }

        if (Records)
        {
            await File.WriteAllTextAsync(path, string.Join('\n', Recorded(page, differences)) + "\n");
            return;
        }

        Assert.All(differences, difference => Assert.Fail(
            $"{Path.GetFileName(path)}, line {difference.Block.FirstLine + 1}: {difference.Block.Script}\n\n"
            + $"The page shows:\n{string.Join('\n', difference.Block.Output)}\n\n"
            + $"The screen shows:\n{string.Join('\n', difference.Screen)}"));
    }

    private static async Task<List<(ExampleBlock Block, string[] Screen)>> RunAsync(IReadOnlyList<ExampleBlock> blocks)
    {
        var cloud = new TestCloud();
        await cloud.InitializeAsync();
        try
        {
            SampleImages.Seed(cloud.Local);
            using var shell = Shell.WithModule(Width);
            using var folder = new CloudsFolder(shell);
            Connect(shell, cloud, blocks[0].User ?? Admin);
            var differences = new List<(ExampleBlock Block, string[] Screen)>();
            foreach (var block in blocks)
            {
                if (block.User is { } user && block != blocks[0])
                {
                    Connect(shell, cloud, user);
                }

                var screen = Run(shell, block.Script, cloud.Local.BaseUri.AbsoluteUri.TrimEnd('/'));
                if (!Deterministic.Lines(screen).SequenceEqual(Deterministic.Lines(block.Output)))
                {
                    differences.Add((block, screen));
                }
            }

            return differences;
        }
        finally
        {
            await cloud.DisposeAsync();
        }
    }

    private static void Connect(Shell shell, TestCloud cloud, string user)
    {
        if (user != Nobody)
        {
            var account = new[] { cloud.Admin, cloud.Demo, cloud.Alt }.Single(candidate => candidate.UserName == user);
            shell.Connect(cloud.AuthUrl, account);
        }
    }

    private static string[] Run(Shell shell, string script, string address)
        => [.. ExampleBlock.Statements(script.Replace(PublicAddress, address, StringComparison.Ordinal))
            .SelectMany(shell.Screen)
            .Select(line => line
                .Replace(address, PublicAddress, StringComparison.Ordinal)
                .Replace($"\"{new Uri(address).Host}\"", $"\"{new Uri(PublicAddress).Host}\"", StringComparison.Ordinal))];

    private static List<string> Recorded(string[] page, IEnumerable<(ExampleBlock Block, string[] Screen)> differences)
    {
        var lines = page.ToList();
        foreach (var (block, screen) in differences.OrderByDescending(difference => difference.Block.OutputLine))
        {
            lines.RemoveRange(block.OutputLine, block.EndLine - block.OutputLine);
            var shown = screen.SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse().ToArray();
            lines.InsertRange(block.OutputLine, shown.Length == 0 ? [] : ["", "```Output", .. shown, "```"]);
        }

        return lines;
    }
}
