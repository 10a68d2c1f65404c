using System.ComponentModel;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Marks -Property: a cell contains several properties. Those that Glance itself sets are omitted.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class PropertyRowSettingAttribute : RowSettingAttribute
{
    internal override object Read(string? text, object? converted)
    {
        var values = text is null ? ImageProperties.Merge((ImageProperties[])converted!) : CellText.ReadMap(text);
        var own = values.Where(value => !PropertyScope.IsOfService(value.Key)).ToDictionary(value => value.Key, value => value.Value);
        return new[] { new ImageProperties(own) };
    }
}
