using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Metadefs;

/// <summary>Adds a property definition to a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefProperty", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefProperty))]
public sealed class NewOSImageMetadefPropertyCommand : MetadefPropertyCommand
{
    private const string DefaultType = "string";

    private protected override ColumnUse Columns => ColumnUse.NewResource;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!AdmitColumns())
        {
            return;
        }

        var draft = Draft(Name);

        // Glance requires a title and a type; -Schema may contain them.
        StartAdd(Schema is null ? draft with { Title = Title ?? Name, Type = Type ?? DefaultType } : draft);
    }
}
