using OpenStackImage.LocalCloud;
using OpenStackImage.Playground;

PlaygroundOptions options;
try
{
    options = PlaygroundOptions.Parse(args);
}
catch (ArgumentException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message}\n\n{PlaygroundOptions.Usage}");
    return 64;
}

if (options.Help)
{
    Console.WriteLine(PlaygroundOptions.Usage);
    return 0;
}

await using var cloud = options.NoCloud ? null : await CloudServer.StartAsync();
if (cloud is not null)
{
    SampleImages.Seed(cloud);
    foreach (var (name, value) in SignInVariables.OfAdmin(cloud))
    {
        Environment.SetEnvironmentVariable(name, value);
    }
}

var width = Console.IsOutputRedirected ? 120 : Math.Max(Console.WindowWidth, 40);
using var engine = Engine.Start(new TextUserInterface(Console.Out, Console.Error, Console.In, width, isTerminal: !Console.IsOutputRedirected), options.Module);
Console.CancelKeyPress += (_, pressed) => pressed.Cancel = engine.Stop();

if (cloud is not null && !engine.Run("$null = Connect-OpenStack"))
{
    return 1;
}

if (options.Command is not null || options.File is not null)
{
    // An exit in a script file ends only the file, and leaves its code behind.
    var succeeded = options.File is null
        ? engine.Run(options.Command!)
        : engine.Run($"& '{Path.GetFullPath(options.File).Replace("'", "''", StringComparison.Ordinal)}'; if ($LASTEXITCODE) {{ exit $LASTEXITCODE }}");
    return engine.ExitCode ?? (succeeded ? 0 : 1);
}

return Tour.Run(engine, cloud is not null);
