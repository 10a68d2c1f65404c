namespace OpenStackImage.Docs;

/// <summary>The paths of the help sources.</summary>
internal static class HelpFiles
{
    public static string Page(string root, string command) => Path.Combine(root, "docs", "cmdlets", command + ".md");

    public static IEnumerable<string> AboutPages(string root)
        => Directory.EnumerateFiles(Path.Combine(root, "docs", "about"), "about_*.md").Order(StringComparer.Ordinal);
}
