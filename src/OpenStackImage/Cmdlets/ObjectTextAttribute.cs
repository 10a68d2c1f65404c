using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Lets a parameter for an ID or a name take objects that have it, such as a project for -Project. The text remembers the session of its
/// object, so that the cmdlet runs in the cloud that the object came from.
/// </summary>
/// <param name="properties">The properties of the objects, in the order in which they are searched for.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class ObjectTextAttribute(params string[] properties) : ArgumentTransformationAttribute
{
    /// <summary>The properties of the objects, in the order in which they are searched for.</summary>
    public IReadOnlyList<string> Properties => properties;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            IList several => several.Cast<object?>().Select(item => Transform(engineIntrinsics, item)).ToArray(),
            CloudObject item => ObjectSessions.Remember(TextOf(PSObject.AsPSObject(item)) ?? item.ToString()!, item.Session),
            PSObject row => TextOf(row) ?? inputData,
            _ => inputData,
        };
    }

    private string? TextOf(PSObject item)
        => properties.Select(name => item.Properties[name]?.Value?.ToString()).FirstOrDefault(text => text is { Length: > 0 });
}
