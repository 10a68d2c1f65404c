using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Sessions;

/// <summary>Lets -Session take the name of a session of this runspace in place of the session itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string name)
        {
            return inputData;
        }

        var named = SessionStore.OfThisRunspace.All.Where(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return named.Length > 0 ? named[named.Length - 1] : throw new ArgumentTransformationMetadataException(
            $"No session of this runspace is called '{name}'. Get-OpenStackSession lists them; Connect-OpenStack -Name gives a name.");
    }
}
