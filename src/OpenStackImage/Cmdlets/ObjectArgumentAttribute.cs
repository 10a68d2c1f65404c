using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>Converts objects to the value that they contain: one, or each of several.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public abstract class ObjectArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value is IList several
            ? several.Cast<object?>().Select(item => Transform(engineIntrinsics, item)).ToArray()
            : Convert(value) ?? inputData;
    }

    /// <summary>Returns the value of the parameter for an object; null to leave it to PowerShell.</summary>
    private protected abstract object? Convert(object? value);

    /// <summary>Returns the first of some properties that an object has; null if it has none of them.</summary>
    private protected static string? TextOf(PSObject item, IEnumerable<string> properties)
        => properties.Select(name => item.Properties[name]?.Value?.ToString()).FirstOrDefault(text => text is { Length: > 0 });
}
