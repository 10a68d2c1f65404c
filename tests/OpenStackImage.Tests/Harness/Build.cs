using System.Reflection;

namespace OpenStackImage.Tests.Harness;

/// <summary>The paths of the output of this build.</summary>
internal static class Build
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    public static string ModuleManifest { get; } = Path.Combine(Root, "OpenStackImage.psd1");

    public static string ModuleFolder { get; } = Path.Combine(Root, "bin", "net8.0");

    public static string PlaygroundFolder { get; } = ProgramFolder("OpenStackImage.Playground");

    public static string DesktopProbe { get; } = Path.Combine(
        Root, "tests", "OpenStackImage.DesktopProbe", "bin", Configuration, "net472", "OpenStackImage.DesktopProbe.exe");

    public static string HelpProgram { get; } = Path.Combine(ProgramFolder("OpenStackImage.Docs"), "OpenStackImage.Docs.dll");

    /// <summary>The assembly of a package that was downloaded but is not referenced.</summary>
    public static string PackagedAssembly(string package, string version, string framework)
        => Path.Combine(Metadata("PackageFolder"), package.ToLowerInvariant(), version, "lib", framework, package + ".dll");

    /// <summary>The manifest of the Pester that was downloaded.</summary>
    public static string Pester { get; } = Path.Combine(
        Metadata("PackageFolder"), "pester", Metadata("PesterVersion"), "tools", "Pester.psd1");

    /// <summary>Copies the module as it was built.</summary>
    public static void CopyModule(DirectoryInfo folder)
    {
        var files = Directory.EnumerateFiles(Path.GetDirectoryName(ModuleFolder)!, "*", SearchOption.AllDirectories).Append(ModuleManifest);
        foreach (var file in files)
        {
            var target = Path.Combine(folder.FullName, Path.GetRelativePath(Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string ProgramFolder(string project)
        => Path.Combine(Metadata("RepositoryRoot"), "tools", project, "bin", Configuration, "net10.0");

    private static string Metadata(string key) => typeof(Build).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
