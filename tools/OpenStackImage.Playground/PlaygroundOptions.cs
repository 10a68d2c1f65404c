namespace OpenStackImage.Playground;

/// <summary>What the command line asks for. The names are those of pwsh.</summary>
internal sealed record PlaygroundOptions(string? Command, string? File, string? Module, bool NoCloud, bool Help)
{
    public const string Usage = """
        OpenStackImage.Playground: the real PowerShell engine with the OpenStackImage module and a cloud in memory.
        It is a development host and not a PowerShell: the engine alone has no Format-Table, Select-Object or ConvertTo-Json.

          dotnet run --project tools/OpenStackImage.Playground                       a tour, then a prompt
          dotnet run --project tools/OpenStackImage.Playground -- -Command "..."     run something and exit
          dotnet run --project tools/OpenStackImage.Playground -- -File script.ps1   run a script and exit

          -Module    the module to import: the path of a folder or manifest; left out, the one of this build
          -NoCloud   start no cloud and do not connect; OS_* variables stay as they are
          -Help      this text

        To use the module in PowerShell: Import-Module ./OpenStackImage.psd1 in pwsh, after a build.
        """;

    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static PlaygroundOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new PlaygroundOptions(null, null, null, false, false);
        for (var index = 0; index < arguments.Count; index++)
        {
            var name = arguments[index].TrimStart('-').ToUpperInvariant();
            options = name switch
            {
                "COMMAND" or "C" => options with { Command = Next(arguments, ref index) },
                "FILE" or "F" => options with { File = Next(arguments, ref index) },
                "MODULE" => options with { Module = Next(arguments, ref index) },
                "NOCLOUD" => options with { NoCloud = true },
                "HELP" or "H" or "?" => options with { Help = true },
                _ => throw new ArgumentException($"Unknown argument '{arguments[index]}'."),
            };
        }

        return options.Command is not null && options.File is not null
            ? throw new ArgumentException("Give -Command or -File, not both.")
            : options;
    }

    private static string Next(IReadOnlyList<string> arguments, ref int index)
        => ++index < arguments.Count ? arguments[index] : throw new ArgumentException($"{arguments[index - 1]} needs a value.");
}
