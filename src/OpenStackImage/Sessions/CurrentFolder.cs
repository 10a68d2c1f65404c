using System.Management.Automation;

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
    /// <exception cref="SignInOptionsException">It is not a path of the file system.</exception>
    public static string? Resolve(PSCmdlet cmdlet, string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem
                ? resolved
                : throw new SignInOptionsException($"'{path}' is not a path of the file system, but of the provider {provider.Name}.");
        }
        catch (SessionStateException)
        {
            return Path.GetFullPath(Path.Combine(Environment.CurrentDirectory, path));
        }
    }
}
