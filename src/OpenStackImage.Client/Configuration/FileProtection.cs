using OpenStackImage.Files;

namespace OpenStackImage.Configuration;

/// <summary>Warns of files that contain a secret and can be read by other users of the machine, or belong to one.</summary>
internal static class FileProtection
{
    public static IEnumerable<string> Warnings(IEnumerable<(string? File, ConfigurationNode? Root)> files)
        => files
            .Where(file => file.File is not null && HoldsSecret(file.Root!) && MayBeReadByOthers(file.File))
            .Select(file => $"{file.File} contains a secret and can be read by other users of this machine. Protect it: "
                + $"chmod 600 '{file.File}'");

    /// <summary>Warns of a file of another user, for example in /tmp: it could send the passwords to a host of that user.</summary>
    public static bool IsTrusted(string path, ICollection<string> warnings)
    {
        if (!FileStatus.IsOfAnotherUser(path))
        {
            return true;
        }

        warnings.Add($"{path} is skipped: it belongs to another user. If you trust it, specify it with -ConfigFile.");
        return false;
    }

    private static bool HoldsSecret(ConfigurationNode node)
        => node.Items?.Any(HoldsSecret)
            ?? node.Entries?.Any(entry => entry.Value.Text is { Length: > 0 }
                ? SettingNames.Secrets.Contains(entry.Key.Replace('-', '_'))
                : HoldsSecret(entry.Value))
            ?? false;

#if NET
    private static bool MayBeReadByOthers(string file)
    {
        try
        {
            return !OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.GroupRead)) != 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
#else
    /// <summary>On Windows, the folders of these files belong to the user.</summary>
    private static bool MayBeReadByOthers(string _) => false;
#endif
}
