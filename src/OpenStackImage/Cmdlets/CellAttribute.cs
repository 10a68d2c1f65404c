using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Marks a parameter whose value can come from a column of a table: an empty cell is the same as an omitted parameter. An empty argument is
/// refused (<see cref="SessionCommand"/>), because it is usually a variable that was not set.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public class CellAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => PowerShellValue.Unwrap(inputData) is string { Length: 0 } ? null : inputData;
}
