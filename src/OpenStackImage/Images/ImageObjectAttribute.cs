using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Images;

/// <summary>
/// Converts objects that PowerShell can't convert to an <see cref="ImageReference"/> by itself: images that were deserialised (from a job,
/// a remote session or Import-Clixml), rows with an image's ID, and other objects of an image, such as members and tasks.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class ImageObjectAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] IdProperties = ["ImageId", "Id"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            IList several => several.Cast<object?>().Select(item => Transform(engineIntrinsics, item)).ToArray(),
            Image => inputData,
            CloudObject item => IdOf(PSObject.AsPSObject(item), "ImageId") is { } id ? new ImageReference(id, item) : inputData,
            PSObject row => IdOf(row, IdProperties) is { } id ? new ImageReference(id) : inputData,
            _ => inputData,
        };
    }

    private static string? IdOf(PSObject row, params string[] names)
        => names.Select(name => row.Properties[name]?.Value?.ToString()).FirstOrDefault(id => id is { Length: > 0 });
}
