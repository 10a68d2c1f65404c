using System.Management.Automation.Host;
using System.Security;

namespace OpenStackImage.Cmdlets;

/// <summary>Prompts for a secret if the host is interactive: never in a job, a scheduled task or a script whose input is a pipe.</summary>
internal static class SecretPrompt
{
    private const string Console = "ConsoleHost";

    /// <summary>The hosts of jobs and of runspaces without a window, in which a prompt would never return.</summary>
    private static readonly string[] Unattended = ["Default Host", "ServerRemoteHost"];

    /// <summary>Returns the typed text; null if the host is not interactive, or nothing was typed.</summary>
    public static SecureString? Read(PSHost host, string label)
    {
        if (host.UI is null
            || Unattended.Contains(host.Name)
            || (host.Name == Console && (System.Console.IsInputRedirected || !Environment.UserInteractive)))
        {
            return null;
        }

        try
        {
            host.UI.Write(TerminalText.Of(label) + ": ");
            var typed = host.UI.ReadLineAsSecureString();
            return typed is { Length: > 0 } ? typed : null;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException)
        {
            // PowerShell -NonInteractive, and hosts that cannot prompt.
            return null;
        }
    }
}
