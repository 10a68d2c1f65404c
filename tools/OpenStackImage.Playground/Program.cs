using OpenStackImage.LocalCloud;
using OpenStackImage.Playground;

// dotnet run passes --build. All other arguments are those of pwsh, such as -Command and -File; without any, the tour runs.
var arguments = args is ["--build", ..] ? args[1..] : args;
if (arguments.Length < args.Length && Pwsh.BuildModule(Console.Error) is not 0 and var failure)
{
    return failure;
}

var pwsh = Pwsh.Find(Console.Error);
await using var cloud = await CloudServer.StartAsync();
SampleImages.Seed(cloud);
foreach (var (name, value) in SignInVariables.OfAdmin(cloud))
{
    Environment.SetEnvironmentVariable(name, value);
}

if (arguments.Length == 0)
{
    var isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
    arguments = [.. isTerminal ? (string[])["-NoExit"] : [], "-File", Pwsh.Script("Tour.ps1")];
}

// Ctrl+C is for PowerShell, which shares this terminal.
Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
return await Pwsh.RunAsync([pwsh, "-NoLogo", "-NoProfile", "-ConfigurationFile", Pwsh.Script("Playground.pssc"), .. arguments]);
