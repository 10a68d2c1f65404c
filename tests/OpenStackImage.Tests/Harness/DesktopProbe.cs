namespace OpenStackImage.Tests.Harness;

/// <summary>The output of the client for Windows PowerShell 5.1, which runs on .NET Framework on Windows and on mono elsewhere.</summary>
/// <param name="Outcome">SignedIn, or the ErrorId.</param>
/// <param name="Message">The sentence.</param>
/// <param name="RecommendedAction">The recommended action; empty if there is none.</param>
internal sealed record DesktopProbe(string Outcome, string Message, string RecommendedAction)
{
    public const string SignedIn = "SignedIn";

    /// <summary>Why it cannot run here; null if it can.</summary>
    public static string? Lack { get; } = OperatingSystem.IsWindows() || TestEnvironment.Mono is not null
        ? null
        : "There is neither .NET Framework nor mono on the PATH.";

    /// <summary>Signs in to a cloud and lists its images.</summary>
    /// <param name="cloud">The name in the file.</param>
    /// <param name="file">A clouds.yaml.</param>
    /// <param name="variables">Further environment variables.</param>
    public static async Task<DesktopProbe> ConnectAsync(string cloud, string file, params (string Name, string Value)[] variables)
    {
        var environment = variables.Append(("OS_CLIENT_CONFIG_FILE", file))
            .ToDictionary(variable => variable.Item1, variable => variable.Item2);
        var run = OperatingSystem.IsWindows()
            ? await PlaygroundProcess.RunAsync(Build.DesktopProbe, [cloud], environment)
            : await PlaygroundProcess.RunAsync(TestEnvironment.Mono!, [Build.DesktopProbe, cloud], environment);
        Assert.True(run.ExitCode == 0 && run.Lines.Length > 1, $"{run.Output}{run.Errors}");
        return new DesktopProbe(run.Lines[0], run.Lines[1], run.Lines.ElementAtOrDefault(2) ?? "");
    }
}
