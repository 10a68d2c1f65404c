using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Converts the texts True and False, which tables contain, to Boolean values: PowerShell itself accepts only Boolean values and numbers,
/// and would take every text for true. Empty text is treated as an omitted value.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class BooleanTextAttribute : ArgumentTransformationAttribute
{
    /// <summary>True for a switch: PowerShell takes a switch without a value for $true, and not for omitted.</summary>
    public bool IsSwitch { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => PowerShellValue.Unwrap(inputData) is not string text ? inputData
            : text.Length == 0 ? (IsSwitch ? false : null)
            : bool.TryParse(text, out var value) ? value
            : inputData;
}
