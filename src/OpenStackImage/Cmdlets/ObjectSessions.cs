using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Cmdlets;

/// <summary>Finds the sessions that the objects given to a cmdlet came from.</summary>
internal static class ObjectSessions
{
    /// <summary>
    /// PowerShell shows a cmdlet the object from the pipeline only as bound parameters; of an object that was bound by property names,
    /// those are texts. The property is internal, and the same in all versions since 5.1; without it, such an object has no session.
    /// </summary>
    private static readonly PropertyInfo? CurrentPipelineObject = typeof(
        Cmdlet).GetProperty("CurrentPipelineObject", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Returns the sessions of values of parameters, each once for each object.</summary>
    public static IEnumerable<OpenStackSession> Of(IEnumerable<object?> values)
        => values.SelectMany(
            value => value is IEnumerable and not string and not IDictionary ? ((IEnumerable)value).Cast<object?>() : [value])
            .Select(SessionOf)
            .OfType<OpenStackSession>();

    /// <summary>Returns the session of the object that a cmdlet gets from the pipeline.</summary>
    public static IEnumerable<OpenStackSession> OfPipeline(PSCmdlet cmdlet)
        => cmdlet.MyInvocation.ExpectingInput ? Of([CurrentPipelineObject?.GetValue(cmdlet)]) : [];

    private static OpenStackSession? SessionOf(object? value) => value switch
    {
        CloudObject item => item.Session,
        ImageReference { Image: { } image } => image.Session,
        PSObject wrapped when wrapped.BaseObject is not PSCustomObject && wrapped.BaseObject != wrapped => SessionOf(wrapped.BaseObject),
        _ => null,
    };
}
