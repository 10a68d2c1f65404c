using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Changes an object of a metadata definition namespace. Only the specified fields are changed. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Set, "OSImageMetadefObject", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefObject))]
public sealed class SetOSImageMetadefObjectCommand : MetadefObjectCommand
{
    /// <summary>Specifies the new name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? NewName { get; set; }

    /// <summary>Indicates that the cmdlet writes the changed object. By default, it writes nothing.</summary>
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
