using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Images;

/// <summary>
/// Converts objects that PowerShell can't convert to an <see cref="ImageReference"/> by itself: images that were deserialised (from a job,
/// a remote session or Import-Clixml), rows with an image's ID, and image members.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class ImageObjectAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] IdProperties = ["ImageId", "Id"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        object[] several => Array.ConvertAll(several, item => Transform(engineIntrinsics, item)),
        PSObject { BaseObject: object[] several } => Transform(engineIntrinsics, several),
        PSObject { BaseObject: ImageMember member } => new ImageReference(member),
        PSObject { BaseObject: PSCustomObject } row => IdOf(row) ?? inputData,
        ImageMember member => new ImageReference(member),
        _ => inputData,
    };

    private static object? IdOf(PSObject row)
    {
        foreach (var name in IdProperties)
        {
            if (row.Properties[name]?.Value?.ToString() is { Length: > 0 } id)
            {
                return new ImageReference(id);
            }
        }

        return null;
    }
}
