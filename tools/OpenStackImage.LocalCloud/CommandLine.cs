using System.Globalization;

namespace OpenStackImage.LocalCloud;

/// <summary>The arguments after <c>dotnet run --</c>.</summary>
internal sealed record CommandLine(int Port, int Images, int ImageApiMinor, bool Sample, bool PowerShell)
{
    public const string Usage = """
        A Keystone v3 and a Glance v2 in memory, on 127.0.0.1.

          --port N       listen on this port (default: a free one)
          --images N     add N shared images of the project demo
          --api 2.N      speak this version of the Image API: 2.16 as Zed, 2.17 as Epoxy, 2.18 as Hibiscus (default: 2.16)
          --sample       add the sample images
          --powershell   print $env: lines instead of one export line
        """;

    private static readonly Dictionary<string, int> Versions = new() { ["2.16"] = 16, ["2.17"] = 17, ["2.18"] = 18 };

    /// <summary>Returns null if the arguments are not valid.</summary>
    public static CommandLine? Read(ReadOnlySpan<string> args)
    {
        CommandLine line = new(0, 0, new CloudOptions().ImageApiMinor, false, false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--port" or "--images" when i + 1 < args.Length
                    && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    line = args[i++] == "--port" ? line with { Port = number } : line with { Images = number };
                    break;
                case "--api" when i + 1 < args.Length && Versions.TryGetValue(args[i + 1], out var minor):
                    line = line with { ImageApiMinor = minor };
                    i++;
                    break;
                case "--sample": line = line with { Sample = true }; break;
                case "--powershell": line = line with { PowerShell = true }; break;
                default: return null;
            }
        }

        return line;
    }

    /// <summary>The environment variables that an OpenStack client reads.</summary>
    public string Environment(CloudServer cloud)
    {
        var variables = SignInVariables.OfAdmin(cloud);
        return PowerShell
            ? string.Join(System.Environment.NewLine, variables.Select(variable => $"$env:{variable.Key} = '{variable.Value}'"))
            : "export " + string.Join(' ', variables.Select(variable => $"{variable.Key}={variable.Value}"));
    }
}
