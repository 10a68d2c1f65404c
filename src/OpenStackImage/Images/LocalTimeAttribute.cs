using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Images;

/// <summary>Converts a DateTimeOffset to a local DateTime: PowerShell itself does not convert one to the other.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class LocalTimeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is DateTimeOffset time ? time.LocalDateTime : inputData;
}
