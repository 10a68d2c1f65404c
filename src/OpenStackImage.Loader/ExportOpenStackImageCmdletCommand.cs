using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Loader;

/// <summary>
/// Exports the cmdlets of an assembly from the module whose script runs: an assembly that was imported before exports nothing the second
/// time (PowerShell issue 20710). For the module's own script.
/// </summary>
[Cmdlet(VerbsData.Export, "OpenStackImageCmdlet")]
public sealed class ExportOpenStackImageCmdletCommand : PSCmdlet
{
    private static readonly MethodInfo Add = typeof(PSModuleInfo)
        .GetMethod("AddExportedCmdlet", BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>The module that Import-Module returned for the assembly.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSModuleInfo Binary { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var module = SessionState.Module;
        if (module.ExportedCmdlets.Count > 0)
        {
            return;
        }

        foreach (var cmdlet in Binary.ExportedCmdlets.Values)
        {
            Add.Invoke(module, [cmdlet]);
        }
    }
}
