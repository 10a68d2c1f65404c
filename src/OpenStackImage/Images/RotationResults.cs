using System.Management.Automation;

namespace OpenStackImage.Images;

/// <summary>Adds the result of a rotation to the image that is written.</summary>
internal static class RotationResults
{
    /// <summary>Returns the image with the property Rotation.</summary>
    public static PSObject AttachTo(this ImageRotation rotation, Image image)
    {
        var result = PSObject.AsPSObject(image);
        result.Properties.Add(new PSNoteProperty("Rotation", rotation));
        return result;
    }
}
