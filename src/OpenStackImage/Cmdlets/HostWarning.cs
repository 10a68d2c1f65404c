using System.Management.Automation;
using System.Management.Automation.Host;

namespace OpenStackImage.Cmdlets;

/// <summary>A warning that is shown by the host itself, because the pipeline of a stopped cmdlet no longer accepts warnings.</summary>
internal static class HostWarning
{
    public static void Write(PSHost host, string text)
    {
        try
        {
            host.UI?.WriteWarningLine(TerminalText.Of(text));
        }
        catch (Exception failure) when (
            failure is PSNotImplementedException or NotImplementedException or InvalidOperationException or PipelineStoppedException)
        {
            // The host has no user interface.
        }
    }
}
