using System.Diagnostics;

namespace OpenStackImage.Benchmarks;

/// <summary>This program or another program in a separate process.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    private Child(Process process) => _process = process;

    /// <summary>Starts this program with other arguments.</summary>
    public static Child Start(params string[] arguments) => Start(Environment.ProcessPath!, [.. Self(), .. arguments]);

    /// <summary>Runs a program until it exits.</summary>
    /// <returns>The standard output.</returns>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var child = Start(program, arguments);
        child._process.StandardInput.Close();
        var output = await child._process.StandardOutput.ReadToEndAsync();
        await child._process.WaitForExitAsync();
        return child._process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }

    /// <summary>Runs this program until it exits.</summary>
    public static Task<string> RunSelfAsync(params string[] arguments) => RunAsync(Environment.ProcessPath!, [.. Self(), .. arguments]);

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Child Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return new Child(Process.Start(start)!);
    }

    /// <summary>dotnet needs the path of the assembly as an argument; an apphost does not.</summary>
    private static string[] Self()
        => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Child).Assembly.Location] : [];
}
