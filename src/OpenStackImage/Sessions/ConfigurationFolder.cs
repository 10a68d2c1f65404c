using System.Management.Automation;

namespace OpenStackImage.Sessions;

/// <summary>The folder in which a search for clouds.yaml starts.</summary>
internal static class ConfigurationFolder
{
    /// <summary>Returns the current folder of the runspace, or of the process if the runspace has no file system, as in a JEA session.</summary>
    public static string Of(PSCmdlet command)
    {
        try
        {
            return command.CurrentProviderLocation("FileSystem").ProviderPath;
        }
        catch (SessionStateException)
        {
            return Environment.CurrentDirectory;
        }
    }
}
