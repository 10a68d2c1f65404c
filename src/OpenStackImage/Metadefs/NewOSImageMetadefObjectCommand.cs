using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Metadefs;

/// <summary>Adds an object (a group of properties) to a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefObject", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefObject))]
public sealed class NewOSImageMetadefObjectCommand : MetadefObjectCommand
{
    private protected override ColumnUse Columns => ColumnUse.NewResource;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (AdmitColumns())
        {
            StartAdd(Draft(Name));
        }
    }
}
