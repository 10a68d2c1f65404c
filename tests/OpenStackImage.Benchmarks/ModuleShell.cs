using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Benchmarks;

/// <summary>A runspace of the PowerShell engine with the module and, if requested, a session.</summary>
internal sealed class ModuleShell : IDisposable
{
    private readonly Runspace _runspace;

    /// <summary>The manifest of the module that this build belongs to.</summary>
    public static string Manifest { get; } = typeof(ModuleShell).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ModuleManifest").Value!;

    public ModuleShell(bool importsModule = true)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        if (importsModule)
        {
            Set("manifest", Manifest).Run("Import-Module $manifest");
        }
    }

    public ModuleShell Set(string name, object value)
    {
        _runspace.SessionStateProxy.SetVariable(name, value);
        return this;
    }

    public void Connect(BenchmarkCloud cloud)
    {
        var credential = new PSCredential(cloud.Owner.UserName, new System.Net.NetworkCredential("", cloud.Owner.Password).SecurePassword);
        Set("url", cloud.AuthUrl.AbsoluteUri).Set("credential", credential).Set("project", cloud.Owner.ProjectName)
            .Run(
                $"$null = Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName $project -UserDomain {CloudAccount.Domain} "
                    + $"-ProjectDomain {CloudAccount.Domain}");
    }

    /// <summary>Runs a script. The first error stops the benchmark.</summary>
    public IReadOnlyList<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = shell.AddScript("$ErrorActionPreference = 'Stop'").AddStatement().AddScript(script).Invoke();
        return shell.HadErrors ? throw new InvalidOperationException(shell.Streams.Error[0].ToString()) : output;
    }

    public void Dispose() => _runspace.Dispose();
}
