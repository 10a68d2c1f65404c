using System.Management.Automation;
using OpenStackImage.ImageData;

namespace OpenStackImage.Sessions;

/// <summary>
/// The folder from which configuration files are found. A constrained session (JEA) may have no FileSystem provider; files are read without
/// it.
/// </summary>
internal static class CurrentFolder
{
    private const string FileSystem = "FileSystem";

    /// <summary>Returns the user's current folder; the process's if the session has no FileSystem provider.</summary>
    public static string Of(PSCmdlet cmdlet)
    {
        try
        {
            return cmdlet.CurrentProviderLocation(FileSystem).ProviderPath;
        }
        catch (SessionStateException)
        {
            return Environment.CurrentDirectory;
        }
    }

    /// <summary>Returns the full path of a file that a parameter specifies; null stays null.</summary>
    /// <exception cref="FileException">It is not a path of the file system.</exception>
    public static string? Resolve(PSCmdlet cmdlet, string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return FileSystemPath.Of(cmdlet.SessionState, path);
        }
        catch (FileException) when (!HasFileSystem(cmdlet))
        {
            return Path.GetFullPath(Path.Combine(Environment.CurrentDirectory, path));
        }
    }

    private static bool HasFileSystem(PSCmdlet cmdlet)
    {
        try
        {
            return cmdlet.CurrentProviderLocation(FileSystem) is not null;
        }
        catch (SessionStateException)
        {
            return false;
        }
    }
}
