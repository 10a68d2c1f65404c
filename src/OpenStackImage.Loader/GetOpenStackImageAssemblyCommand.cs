using System.Management.Automation;

namespace OpenStackImage.Loader;

/// <summary>Loads the module's assemblies, to be imported. For the module's own script.</summary>
[Cmdlet(VerbsCommon.Get, "OpenStackImageAssembly")]
public sealed class GetOpenStackImageAssemblyCommand : PSCmdlet
{
    /// <summary>The full path of the folder that holds them.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Folder { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(ModuleLoadContext.Load(Folder), enumerateCollection: true);
}
