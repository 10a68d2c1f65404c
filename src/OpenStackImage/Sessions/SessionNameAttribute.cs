using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Sessions;

/// <summary>Lets -Session take the name of a session of this runspace instead of the session.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            string name => Find(name),
            object[] several => several.Select(item => Transform(engineIntrinsics, item)).ToArray(),
            _ => inputData,
        };
    }

    private static OpenStackSession Find(string name)
        => SessionStore.OfThisRunspace.Find(name) ?? throw new ArgumentTransformationMetadataException(
        $"No session of this runspace has the name '{name}'. Get-OpenStackSession lists the sessions; "
            + "Connect-OpenStack -Name sets a name.");
}
