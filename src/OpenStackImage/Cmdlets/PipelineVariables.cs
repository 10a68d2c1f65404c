using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace OpenStackImage.Cmdlets;

/// <summary>
/// Detects -PipelineVariable. A cmdlet that takes objects from the pipeline before it has written the results of earlier ones changes the
/// variable under its
/// downstream commands, which then pair it with the wrong result (PowerShell/PowerShell, MshCommandRuntime.PipelineVariable).
/// </summary>
internal static class PipelineVariables
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>
    /// True if a command before this one in its pipeline has a pipeline variable. PowerShell does not publish that, so its internal objects
    /// are read; if a version of PowerShell has others, the result is false, and -ThrottleLimit 1 remains.
    /// </summary>
    public static bool IsAnyUpstream(PSCmdlet cmdlet)
    {
        try
        {
            var own = cmdlet.CommandRuntime;
            var commands = ValueOf(ValueOf(own, "PipelineProcessor"), "Commands") as IEnumerable;
            foreach (var command in commands ?? Array.Empty<object>())
            {
                var runtime = ValueOf(command, "CommandRuntime");
                if (ReferenceEquals(runtime, own))
                {
                    return false;
                }

                if (ValueOf(runtime, "PipelineVariable") is string { Length: > 0 })
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception exception) when (exception is TargetInvocationException or AmbiguousMatchException or InvalidOperationException)
        {
            return false;
        }
    }

    private static object? ValueOf(object? target, string property) => target?.GetType().GetProperty(property, Members)?.GetValue(target);
}
