using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>
/// Changes a property definition of a metadata definition namespace. Only the specified fields are changed. Requires the admin role.
/// </summary>
[Cmdlet(VerbsCommon.Set, "OSImageMetadefProperty", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefProperty))]
public sealed class SetOSImageMetadefPropertyCommand : MetadefPropertyCommand
{
    /// <summary>Specifies the new name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? NewName { get; set; }

    /// <summary>Indicates that the cmdlet writes the changed property. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (AdmitColumns())
        {
            StartSet(Name, Draft(NewName), PassThru);
        }
    }
}
