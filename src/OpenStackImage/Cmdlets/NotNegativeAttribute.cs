using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Like <see cref="ValidateRangeAttribute"/> from 0, but for a number with <see cref="CellAttribute"/>: no value is valid, too.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotNegativeAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not null && Convert.ToInt64(arguments, CultureInfo.InvariantCulture) < 0)
        {
            throw new ValidationMetadataException($"'{arguments}' is less than 0.");
        }
    }
}
