using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace OpenStackImage.Playground;

/// <summary>A runspace of the real engine with the module imported as its users import it.</summary>
public sealed class Engine : IDisposable
{
    private const string Succeeded = "PlaygroundSucceeded";

    private readonly Runspace _runspace;
    private readonly PlaygroundHost _host;
    private PowerShell? _running;

    private Engine(Runspace runspace, PlaygroundHost host)
    {
        _runspace = runspace;
        _host = host;
    }

    /// <summary>The manifest of the module that this build belongs to.</summary>
    public static string ModuleManifest { get; } = typeof(Engine).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ModuleManifest").Value!;

    /// <summary>The code that <c>exit</c> gave; null as long as there was none.</summary>
    public int? ExitCode => _host.ExitCode;

    /// <summary>Opens a runspace and imports the module.</summary>
    /// <param name="ui">Shows what is said, and answers what is asked.</param>
    /// <param name="module">The folder or manifest of the module; null for the one of this build.</param>
    /// <exception cref="RuntimeException">The module cannot be imported.</exception>
    public static Engine Start(TextUserInterface ui, string? module = null)
    {
        var host = new PlaygroundHost(ui);
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        state.ThrowOnRunspaceOpenError = true;
        var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", module ?? ModuleManifest).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
        return new Engine(runspace, host);
    }

    /// <summary>Runs a script as if it were typed: results, errors and all else go to the screen.</summary>
    /// <returns>True if the last statement succeeded.</returns>
    public bool Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        _running = shell;
        try
        {
            // $? is the last statement's only inside the script itself.
            shell.AddScript($"{script}\n$global:{Succeeded} = $?").AddCommand("Out-Default");
            shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            shell.Invoke();
            return _runspace.SessionStateProxy.GetVariable(Succeeded) is true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException exception)
        {
            Show(exception.ErrorRecord);
            return false;
        }
        finally
        {
            _running = null;
        }
    }

    /// <summary>Ctrl+C: stops what is running.</summary>
    /// <returns>False if nothing is.</returns>
    public bool Stop()
    {
        var running = _running;
        running?.BeginStop(null, null);
        return running is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();

    private void Show(ErrorRecord error)
        => _host.UI.WriteErrorLine($"{error.InvocationInfo?.MyCommand?.Name ?? "Error"}: {error.ErrorDetails?.Message ?? error.Exception.Message}");
}
