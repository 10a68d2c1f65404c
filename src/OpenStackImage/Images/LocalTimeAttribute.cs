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
        => PowerShellValue.Unwrap(inputData) is DateTimeOffset time ? time.LocalDateTime : inputData;
}
