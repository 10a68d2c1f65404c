using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Members;

/// <summary>Like <see cref="CellAttribute"/>, also for a blank cell, and for a row without a column of the image.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class RowImageAttribute : CellAttribute
{
    private static readonly string[] Columns = ["Image", "ImageId", "Id", "Name"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        PSObject { BaseObject: PSCustomObject } row when !Array.Exists(Columns, name => row.Properties[name] is not null) => null,
        _ when PowerShellValue.Unwrap(inputData) is string text && string.IsNullOrWhiteSpace(text) => null,
        _ => inputData,
    };
}
