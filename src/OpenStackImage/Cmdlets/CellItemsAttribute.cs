using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Like <see cref="ValidateNotNullOrEmptyAttribute"/>, but for a list with <see cref="CellAttribute"/>: no value is valid, too.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class CellItemsAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is IList list && (list.Count == 0 || list.Cast<object?>().Any(item => item?.ToString() is null or "")))
        {
            throw new ValidationMetadataException("The list is empty, or contains an empty value.");
        }
    }
}
