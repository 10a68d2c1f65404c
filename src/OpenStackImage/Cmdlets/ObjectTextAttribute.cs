using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Converts an object, such as a project for -Project, to its ID or name. The text is associated with the session of its object, so that
/// the cmdlet uses that session.
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
