using System.Collections.Specialized;
using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Converts objects, such as those of ConvertFrom-Json, to properties.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class PropertyObjectAttribute : ObjectArgumentAttribute
{
    private protected override object? Convert(object? value)
    {
        if (value is not PSObject row)
        {
            // An empty cell of a table.
            return value is string { Length: 0 } ? Array.Empty<ImageProperties>() : null;
        }

        var values = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in row.Properties)
        {
            values[property.Name] = property.Value;
        }

        return values;
    }
}
