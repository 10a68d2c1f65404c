using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Converts objects that PowerShell cannot convert to an <see cref="ImageReference"/>: images that were deserialized (from a job, a remote
/// session or Import-Clixml), rows with an image's ID or name, and other objects of an image, such as members and tasks.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class ImageObjectAttribute : ObjectArgumentAttribute
{
    private const string ImageId = nameof(ImageMember.ImageId);

    /// <summary>Returns the reference for an object; null to leave it to PowerShell.</summary>
    internal object? Replace(object? value) => Convert(value);

    private protected override object? Convert(object? value) => value switch
    {
        Image => null,
        CloudObject item => TextOf(PSObject.AsPSObject(item), [ImageId]) is { } id ? new ImageReference(id, item) : null,
        PSObject row when row.Properties["Image"] is null
            => TextOf(row, [ImageId, "Id", "Name"]) is { } text ? new ImageReference(text) : null,
        _ => null,
    };
}
