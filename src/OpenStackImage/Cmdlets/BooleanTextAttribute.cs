using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Converts the texts True and False, which tables contain, to Boolean values: PowerShell itself accepts only Boolean values and numbers,
/// and treats every text as true. Empty text is treated as an omitted value.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class BooleanTextAttribute : ArgumentTransformationAttribute
{
    /// <summary>True for a switch: PowerShell treats a switch without a value as $true, not as omitted.</summary>
    public bool IsSwitch { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => PowerShellValue.Unwrap(inputData) is not string text ? inputData
            : text.Length == 0 ? (IsSwitch ? false : null)
            : bool.TryParse(text, out var value) ? value
            : inputData;
}
