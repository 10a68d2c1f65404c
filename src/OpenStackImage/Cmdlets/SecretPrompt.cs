using System.Management.Automation.Host;
using System.Security;

namespace OpenStackImage.Cmdlets;

/// <summary>Asks for a secret where somebody can answer: never in a job, a scheduled task or a script whose input is a pipe.</summary>
internal static class SecretPrompt
{
    private const string Console = "ConsoleHost";

    /// <summary>Hosts of jobs and of runspaces without a window. A prompt there would wait for ever.</summary>
    private static readonly string[] Unattended = ["Default Host", "ServerRemoteHost"];

    /// <summary>What was typed; null where nobody can be asked, or nothing was.</summary>
    public static SecureString? Ask(PSHost host, string what)
    {
        if (host.UI is null || Unattended.Contains(host.Name) || (host.Name == Console && (System.Console.IsInputRedirected || !Environment.UserInteractive)))
        {
            return null;
        }

        try
        {
            host.UI.Write(TerminalText.Of(what) + ": ");
            var typed = host.UI.ReadLineAsSecureString();
            return typed is { Length: > 0 } ? typed : null;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException)
        {
            // PowerShell -NonInteractive, and hosts that cannot ask.
            return null;
        }
    }
}
