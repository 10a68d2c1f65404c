using System.Management.Automation;

namespace OpenStackImage.Loader;

/// <summary>Loads the module's assemblies, to be imported. For the module's own script.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackImageAssembly")]
public sealed class GetOpenStackImageAssemblyCommand : PSCmdlet
{
    /// <summary>The full path of their folder.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Folder { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // The first import of a process, which is the most frequent one, has nothing to replace.
        var replaces = ModuleLoadContext.HasLoaded;
        var assemblies = ModuleLoadContext.Load(Folder);
        if (replaces)
        {
            RemoveOtherModules(assemblies[0].GetName().Version!);
        }

        WriteObject(assemblies, enumerateCollection: true);
    }

    /// <summary>Removes another version or copy of the module from this runspace, because it exports the same names.</summary>
    private void RemoveOtherModules(Version version)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        var modules = shell.AddCommand("Get-Module").AddParameter("Name", ModuleLoadContext.MainAssembly).Invoke<PSModuleInfo>();
        foreach (var module in modules)
        {
            shell.Commands.Clear();
            shell.AddCommand("Remove-Module").AddParameter("ModuleInfo", module).AddParameter("Force").Invoke();
            if (module.Version.ToString(2) != version.ToString(2) || module.Version.Build != version.Build)
            {
                WriteWarning(
                    $"OpenStackImage {module.Version} is removed from this PowerShell session, and its OpenStack sessions end. "
                        + "Connect again.");
            }
        }
    }
}
