namespace OpenStackImage.Playground;

/// <summary>What the playground shows when it is given nothing to do: the main job, then a prompt.</summary>
internal static class Tour
{
    private static readonly string[] Steps =
    [
        "Get-OSImage -Visibility shared",
        "Get-OSImageMember 'cirros-0.6.1-x86_64-disk'",
        "Get-OSImage -Visibility shared | Get-OSImageMember",
        "Get-OpenStackRequest",
    ];

    public static int Run(Engine engine, bool hasCloud)
    {
        Console.WriteLine("A playground of the OpenStackImage module: the real PowerShell engine and, unless -NoCloud, a cloud in memory.");
        Console.WriteLine("It is a development host, not a PowerShell. In pwsh: Import-Module ./OpenStackImage.psd1");
        Console.WriteLine();
        var succeeded = true;
        foreach (var step in hasCloud ? Steps : [])
        {
            Console.WriteLine($"PS> {step}");
            succeeded &= engine.Run(step);
        }

        return Console.IsInputRedirected || Console.IsOutputRedirected
            ? (succeeded ? 0 : 1)
            : Prompt(engine);
    }

    private static int Prompt(Engine engine)
    {
        Console.WriteLine("Try your own; 'exit' ends it.");
        while (engine.ExitCode is null)
        {
            Console.Write("PS> ");
            var line = Console.ReadLine();
            if (line is null)
            {
                break;
            }

            if (line.Trim().Length > 0)
            {
                engine.Run(line);
            }
        }

        return engine.ExitCode ?? 0;
    }
}
