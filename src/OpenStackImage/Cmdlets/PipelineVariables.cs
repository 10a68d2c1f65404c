using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Detects -PipelineVariable. If a cmdlet reads objects from the pipeline before it has written the results of earlier ones, the variable
/// changes for its downstream commands, which then combine it with the wrong result (PowerShell/PowerShell,
/// MshCommandRuntime.PipelineVariable).
/// </summary>
internal static class PipelineVariables
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>
    /// True if a command before this one in its pipeline has a pipeline variable. PowerShell has no public API for this, so its internal
    /// objects are read. If they differ in a version of PowerShell, the result is false, and users can specify -ThrottleLimit 1.
    /// </summary>
    public static bool IsAnyUpstream(PSCmdlet cmdlet)
    {
        try
        {
            object own = cmdlet.CommandRuntime;
            return IsAnyBefore(own) || (Downstream(own) is { } next && IsAnyBefore(next));
        }
        catch (Exception exception) when (exception is TargetInvocationException or AmbiguousMatchException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>
    /// Returns the command that receives the output, if it belongs to another pipeline: a proxy function (a steppable pipeline, as those of
    /// JEA endpoints and of implicit remoting) hands the output of its cmdlet to the pipeline of the function.
    /// </summary>
    private static object? Downstream(object runtime)
    {
        var next = ValueOf(ValueOf(ValueOf(runtime, "OutputPipe"), "DownstreamCmdlet"), "CommandRuntime");
        return ReferenceEquals(ValueOf(next, "PipelineProcessor"), ValueOf(runtime, "PipelineProcessor")) ? null : next;
    }

    /// <summary>True if a command before this one in its pipeline has a pipeline variable.</summary>
    private static bool IsAnyBefore(object runtime)
    {
        var commands = ValueOf(ValueOf(runtime, "PipelineProcessor"), "Commands") as IEnumerable;
        foreach (var command in commands ?? Array.Empty<object>())
        {
            var other = ValueOf(command, "CommandRuntime");
            if (ReferenceEquals(other, runtime))
            {
                return false;
            }

            if (ValueOf(other, "PipelineVariable") is string { Length: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    private static object? ValueOf(object? target, string property) => target?.GetType().GetProperty(property, Members)?.GetValue(target);
}
