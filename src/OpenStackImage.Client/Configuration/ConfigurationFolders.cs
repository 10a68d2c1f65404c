using System.Runtime.InteropServices;

namespace OpenStackImage.Configuration;

/// <summary>
/// The folders in which OpenStack's clients search for their files, in order (openstack/config/loader.py with the folders of appdirs).
/// </summary>
internal static class ConfigurationFolders
{
    private const string Name = "openstack";
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Returns the folders of this machine.</summary>
    /// <param name="currentFolder">The user's current folder.</param>
    /// <param name="read">Returns the value of a variable; null if it is not set.</param>
    public static IReadOnlyList<string> OfThisMachine(string currentFolder, Func<string, string?> read)
        => RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OfWindows(currentFolder, read)
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? OfMac(currentFolder, read)
            : OfLinux(currentFolder, read);

    public static IReadOnlyList<string> OfLinux(string currentFolder, Func<string, string?> read)
    {
        var home = Home(read);
        var siteFolders = Value(read, "XDG_CONFIG_DIRS") ?? "/etc/xdg";
        return Distinct(
        [
            currentFolder,
            Path.Combine(Value(read, "XDG_CONFIG_HOME") ?? Path.Combine(home, ".config"), Name),
            Path.Combine(Value(read, "SNAP_REAL_HOME") ?? home, ".config", Name),
            .. siteFolders.Split(':').Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, Name)),
            "/etc/openstack",
        ]);
    }

    public static IReadOnlyList<string> OfMac(string currentFolder, Func<string, string?> read)
        => Distinct(
        [
            currentFolder,
            Path.Combine(Home(read), "Library", "Application Support", Name),
            Path.Combine(Home(read), ".config", Name),
            Path.Combine("/Library/Application Support", Name),
            "/etc/openstack",
        ]);

    /// <summary>On Windows, /etc/openstack is not searched, because every user can create it in the root of a drive.</summary>
    public static IReadOnlyList<string> OfWindows(string currentFolder, Func<string, string?> read)
        => Distinct(
        [
            currentFolder,
            .. new[] { Value(read, "LOCALAPPDATA") }.OfType<string>().Select(folder => Path.Combine(folder, "OpenStack", Name)),
            Path.Combine(Home(read), ".config", Name),
            .. new[] { Value(read, "PROGRAMDATA") }.OfType<string>().Select(folder => Path.Combine(folder, "OpenStack", Name)),
        ]);

    /// <summary>Returns the paths that a file (clouds, secure, clouds-public) may have, in the order in which they are tried.</summary>
    public static IEnumerable<string> Candidates(IEnumerable<string> folders, string stem)
        => folders.SelectMany(folder => Endings.Select(ending => Path.Combine(folder, stem + ending)));

    /// <summary>Returns a path with a leading ~ replaced; a relative one is resolved against the current folder.</summary>
    public static string Expand(string path, string currentFolder, Func<string, string?> read)
        => path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal)
            ? Path.Combine(Home(read), path.Substring(1).TrimStart('/', '\\'))
            : Path.Combine(currentFolder, path);

    private static string Home(Func<string, string?> read)
        => Value(read, "HOME") ?? Value(read, "USERPROFILE") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string? Value(Func<string, string?> read, string name) => read(name) is { Length: > 0 } value ? value : null;

    private static IReadOnlyList<string> Distinct(IEnumerable<string> folders) => folders.Distinct(StringComparer.Ordinal).ToArray();
}
