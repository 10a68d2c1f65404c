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
public sealed class ObjectTextAttribute(params string[] properties) : ObjectArgumentAttribute
{
    /// <summary>The properties of the objects, in the order in which they are searched for.</summary>
    public IReadOnlyList<string> Properties => properties;

    private protected override object? Convert(object? value) => value switch
    {
        CloudObject item => ObjectSessions.Remember(TextOf(PSObject.AsPSObject(item), properties) ?? item.ToString()!, item.Session),
        PSObject row => TextOf(row, properties),
        _ => null,
    };
}
