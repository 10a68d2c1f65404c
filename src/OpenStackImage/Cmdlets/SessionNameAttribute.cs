using System.Collections;
using System.ComponentModel;
using System.Management.Automation;

namespace OpenStackImage.Cmdlets;

/// <summary>Converts the name of a session of this runspace, or a wildcard pattern, to sessions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => PowerShellValue.Unwrap(inputData) switch
        {
            string name => Find(name),
            IList several => several.Cast<object?>().SelectMany(item => Each(Transform(engineIntrinsics, item))).ToArray(),
            _ => inputData,
        };

    private static IEnumerable<object?> Each(object? value) => value is object?[] several ? several : [value];

    private static object Find(string name)
    {
        var store = SessionStore.OfThisRunspace;
        if (store.Find(name) is { } session)
        {
            return session;
        }

        var sessions = NamePattern.IsValid(name) ? store.FindAll(NamePattern.Of(name)) : [];
        return sessions.Count switch
        {
            0 => throw new ArgumentTransformationMetadataException(
                $"No session of this runspace has the name '{name}'. Get-OpenStackSession lists the sessions; "
                    + "Connect-OpenStack -Name sets a name."),
            1 => sessions[0],
            _ => sessions.ToArray(),
        };
    }
}
