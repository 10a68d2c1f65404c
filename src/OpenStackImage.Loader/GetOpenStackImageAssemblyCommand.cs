using System.Management.Automation;

namespace OpenStackImage.Loader;

/// <summary>Loads the module's assemblies, to be imported. For the module's own script.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackImageAssembly")]
public sealed class GetOpenStackImageAssemblyCommand : PSCmdlet
{
    /// <summary>The full path of their folder.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Folder { get; set; } = "";

    /// <summary>The modules that were removed from this runspace before.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public PSModuleInfo[] Replaced { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var assemblies = ModuleLoadContext.Load(Folder);
        var version = assemblies[0].GetName().Version!;
        var others = Replaced
            .Where(module => module.Version.ToString(2) != version.ToString(2) || module.Version.Build != version.Build);
        foreach (var module in others)
        {
            WriteWarning(
                $"OpenStackImage {module.Version} is removed from this PowerShell session, and its OpenStack sessions end. Connect again.");
        }

        WriteObject(assemblies, enumerateCollection: true);
    }
}
