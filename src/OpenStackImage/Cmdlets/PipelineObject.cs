using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Cmdlets;

/// <summary>The object that a cmdlet gets from the pipeline.</summary>
internal static class PipelineObject
{
    /// <summary>
    /// PowerShell passes the object from the pipeline to a cmdlet only as bound parameters, which are texts if the object was bound by
    /// property names. The property is internal, and the same in all versions since 5.1; without it, such an object has no session.
    /// </summary>
    private static readonly PropertyInfo? CurrentPipelineObject = typeof(
        Cmdlet).GetProperty("CurrentPipelineObject", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Returns the object that a cmdlet gets from the pipeline; null if there is none.</summary>
    public static object? Of(PSCmdlet cmdlet)
        => cmdlet.MyInvocation.ExpectingInput ? CurrentPipelineObject?.GetValue(cmdlet) : null;

    /// <summary>Returns the row of a table that a cmdlet gets from the pipeline; null if it gets another object, or none.</summary>
    public static PSObject? RowOf(PSCmdlet cmdlet) => Of(cmdlet) is PSObject { BaseObject: PSCustomObject } row ? row : null;
}
