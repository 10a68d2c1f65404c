using System.IO.Compression;
using System.Management.Automation;
using System.Xml.Linq;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Loader;

/// <summary>The package that PackageModule creates from this build; .ci/run makes it twice from clean clones.</summary>
public sealed class PackageTests(PackageTests.Packages packages) : IClassFixture<PackageTests.Packages>
{
    [Fact]
    public void The_same_sources_give_the_same_package()
        => Assert.Equal(File.ReadAllBytes(packages.First.Package), File.ReadAllBytes(packages.Second.Package));

    [Fact]
    public void The_package_contains_only_the_module_folder()
    {
        var folder = Directory.EnumerateFiles(packages.First.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(packages.First.Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToArray();
        using var zip = ZipFile.OpenRead(packages.First.Package);
        var packed = zip.Entries.Select(entry => entry.FullName)
            .Where(
                name => !name.StartsWith("_rels/", StringComparison.Ordinal)
                    && !name.StartsWith("package/", StringComparison.Ordinal)
                    && name is not ("[Content_Types].xml" or "OpenStackImage.nuspec"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(folder, packed);
        Assert.DoesNotContain(
            folder,
            file => file.EndsWith(".pdb", StringComparison.Ordinal)
                || file.EndsWith("System.Management.Automation.dll", StringComparison.Ordinal));
        Assert.Superset(
            new HashSet<string>
            {
                "OpenStackImage.psd1", "LICENSE", "THIRD-PARTY-NOTICES.md", "README.md", "CHANGELOG.md", "bin/OpenStackImage.psm1",
                "bin/OpenStackImage.Format.ps1xml", "bin/OpenStackImage.Sharing.schema.json",
                "bin/net8.0/OpenStackImage.dll", "bin/net472/OpenStackImage.dll", "en-US/OpenStackImage.dll-Help.xml",
                "en-US/about_OpenStackImage.help.txt", "Examples/Share-ImageNightly.ps1",
            },
            folder.ToHashSet());
    }

    [Fact]
    public void The_manifest_has_the_fields_that_the_Gallery_requires()
    {
        using var shell = Shell.WithoutModule();
        var module = (PSModuleInfo)shell.Run($"Test-ModuleManifest '{Path.Combine(packages.First.Folder, "OpenStackImage.psd1")}'").Single()
            .BaseObject;

        Assert.All(
            new[] { module.Description, module.Author, module.CompanyName, module.Copyright, module.ReleaseNotes },
            text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.NotEqual(Guid.Empty, module.Guid);
        Assert.All(
            new[] { module.LicenseUri, module.ProjectUri, module.IconUri },
            uri => Assert.True(uri is { IsAbsoluteUri: true, Scheme: "https" }));
        Assert.Equal(["Desktop", "Core"], module.CompatiblePSEditions);
        Assert.Superset(
            new HashSet<string> { "PSEdition_Desktop", "PSEdition_Core", "Windows", "Linux", "MacOS" }, module.Tags.ToHashSet());
        Assert.All(module.Tags, tag => Assert.Matches("^[A-Za-z0-9_.-]+$", tag));
        Assert.True(
            module.ExportedCmdlets.Count > 0
                && module.ExportedFunctions.Count == 0
                && module.ExportedAliases.Count == 0
                && module.ExportedVariables.Count == 0);
    }

    [Fact]
    public void The_package_metadata_comes_from_the_manifest()
    {
        using var shell = Shell.WithoutModule();
        var module = (PSModuleInfo)shell.Run($"Test-ModuleManifest '{Path.Combine(packages.First.Folder, "OpenStackImage.psd1")}'").Single()
            .BaseObject;
        using var zip = ZipFile.OpenRead(packages.First.Package);
        using var nuspec = zip.GetEntry("OpenStackImage.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;

        Assert.Equal(("OpenStackImage", module.Version.ToString()), (Value("id"), Value("version")));
        Assert.Equal((module.Description, module.Author), (Value("description"), Value("authors")));
        Assert.Equal((module.LicenseUri.AbsoluteUri, module.ProjectUri.AbsoluteUri), (Value("licenseUrl"), Value("projectUrl")));
        Assert.Superset(
            module.ExportedCmdlets.Keys.Select(cmdlet => "PSCommand_" + cmdlet).Concat(module.Tags).Append("PSModule").ToHashSet(),
            Value("tags").Split(' ').ToHashSet());
        Assert.InRange(Value("tags").Length, 1, 3999);
        Assert.Equal(module.IconUri.AbsoluteUri, Value("iconUrl"));
    }

    [Fact]
    public void The_version_is_defined_in_one_place()
    {
        using var shell = Shell.WithModule();
        var version = shell.Run("(Get-Module OpenStackImage).Version").Single().ToString();

        Assert.Equal(version, ModuleAssembly.Of(shell).Cmdlets.GetName().Version!.ToString(3));
        Assert.Equal($"OpenStackImage.{version}.nupkg", Path.GetFileName(packages.First.Package));
        Assert.Contains($"## {version}", File.ReadAllText(Path.Combine(packages.First.Folder, "CHANGELOG.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_works_in_any_location()
    {
        // The test uses a separate process, because the module is already loaded in this one.
        var process = await PlaygroundProcess.PwshAsync($$"""
            Import-Module '{{Path.GetDirectoryName(packages.First.Folder)}}'
            try { Get-OSImage } catch { $_.FullyQualifiedErrorId }
            (Get-Command Get-OSImage).ImplementingType.Assembly.Location
            (Get-Help Get-OSImage).Synopsis
            """);

        Assert.Equal(("", 0), (process.Errors, process.ExitCode));
        Assert.Collection(
            process.Lines,
            id => Assert.StartsWith("NotConnected", id, StringComparison.Ordinal),
            location => Assert.StartsWith(packages.First.Folder, location, StringComparison.Ordinal),
            synopsis => Assert.StartsWith("Gets images", synopsis, StringComparison.Ordinal));
    }

    /// <summary>The module of this build, packed twice.</summary>
    public sealed class Packages : IAsyncLifetime
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("openstackimage-package-");

        internal (string Folder, string Package) First { get; private set; }

        internal (string Folder, string Package) Second { get; private set; }

        public async ValueTask InitializeAsync()
        {
            First = await PackAsync("first");
            Second = await PackAsync("second");
        }

        public ValueTask DisposeAsync()
        {
            _root.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }

        private async Task<(string Folder, string Package)> PackAsync(string name)
        {
            var root = Path.Combine(_root.FullName, name) + Path.DirectorySeparatorChar;
            Directory.CreateDirectory(root);
            var packed = await PlaygroundProcess.RunAsync(
                "dotnet",
                [
                    "msbuild", Path.Combine(
                        Build.Root,
                        "src",
                        "OpenStackImage",
                        "OpenStackImage.csproj"), "-nologo", "-verbosity:quiet", "-nodeReuse:false", "-target:PackageModule",
                    $"-property:Configuration={Build.Configuration}", "-property:PackagesWhatIsBuilt=true", $"-property:PackageRoot={root}",
                ]);
            Assert.Equal((0, ""), (packed.ExitCode, packed.Output.Trim()));
            return (Directory.GetDirectories(Path.Combine(root, "OpenStackImage")).Single(), Directory.GetFiles(root, "*.nupkg").Single());
        }
    }
}
