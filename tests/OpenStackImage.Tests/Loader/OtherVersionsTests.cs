using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using OpenStackImage.Playground;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Loader;

/// <summary>
/// Another module has already loaded older versions of the dependencies. The test uses a separate process, because assemblies cannot be
/// unloaded.
/// </summary>
public sealed class OtherVersionsTests(TestCloud cloud) : IClassFixture<TestCloud>
{
    [LocalCloudFact("one leg is enough")]
    public async Task The_module_works_with_its_own_libraries_when_older_ones_are_loaded()
    {
        var id = await cloud.Demo.CreateImageAsync(TestCloud.Name("other versions"));
        await cloud.Demo.ShareAsync(id, cloud.Alt);
        var script = $$"""
            $default = [System.Runtime.Loader.AssemblyLoadContext]::Default
            foreach ($path in @(
                '{{Build.PackagedAssembly("Flurl", "3.0.1", "netstandard2.0")}}'
                '{{Build.PackagedAssembly("Flurl.Http", "2.4.2", "netstandard2.0")}}'
                '{{Build.PackagedAssembly("YamlDotNet", "11.2.1", "netstandard2.1")}}'
            )) { $null = $default.LoadFromAssemblyPath($path) }
            $null = $default.LoadFromAssemblyName([Reflection.AssemblyName]'Newtonsoft.Json')

            Import-Module '{{Build.ModuleManifest}}'
            $null = Connect-OpenStack
            (Get-OSImageMember {{id}}).Status

            $own = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext((Get-Command Get-OSImage).ImplementingType.Assembly)
            foreach ($name in 'Flurl', 'Flurl.Http', 'Newtonsoft.Json', 'YamlDotNet') {
                $theirs, $ours = foreach ($context in $default, $own) {
                    $assembly = $context.Assemblies | Where-Object { $_.GetName().Name -eq $name }
                    if ($assembly) { [System.Diagnostics.FileVersionInfo]::GetVersionInfo($assembly.Location).FileVersion } else { 'none' }
                }
                "$name theirs $theirs ours $ours"
            }
            """;
        using var host = new PwshWithOtherNewtonsoft();

        var process = await PlaygroundProcess.PwshAsync(script, cloud.Demo, host.Program);

        Assert.Equal("", process.Errors);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal("pending", process.Lines[0]);
        Assert.Matches(@"^Flurl theirs 3\.0\.1\S* ours 4\.", process.Lines[1]);
        Assert.Matches(@"^Flurl\.Http theirs 2\.4\.2\S* ours 4\.", process.Lines[2]);
        Assert.Matches(@"^Newtonsoft\.Json theirs 13\.0\.1\S* ours 13\.0\.4", process.Lines[3]);
        Assert.Matches(@"^YamlDotNet theirs 11\.2\.1\S* ours (none|18\.)", process.Lines[4]);
    }

    [LocalCloudFact("brings its own cloud, and one leg is enough")]
    public async Task A_loader_of_another_version_is_accepted()
    {
        var copy = Directory.CreateTempSubdirectory("openstackimage-copy-");
        try
        {
            Build.CopyModule(copy);
            MakeAnotherVersionOf(Path.Combine(copy.FullName, "bin", "net8.0", "OpenStackImage.Loader.dll"));
            var import = $"Import-Module '{copy.FullName}/OpenStackImage.psd1' -Force; (Get-Command -Module OpenStackImage).Count";

            var process = await PlaygroundProcess.RunAsync(
                "-Command",
                $"(Get-Command -Module OpenStackImage).Count; Remove-Module OpenStackImage; {import}; {import}; "
                    + "(Get-OSImage debian-12).Name");

            Assert.Equal("", process.Errors);
            Assert.Equal([process.Lines[0], process.Lines[0], process.Lines[0], "debian-12"], process.Lines);
            Assert.NotEqual("0", process.Lines[0]);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>.NET takes two files for the same assembly if their versions or their MVIDs are equal.</summary>
    private static void MakeAnotherVersionOf(string assembly)
    {
        const int OffsetOfVersion = 4;
        var bytes = File.ReadAllBytes(assembly);
        using var reader = new PEReader([.. bytes]);
        var metadata = reader.GetMetadataReader();
        var start = reader.PEHeaders.MetadataStartOffset;
        BitConverter.TryWriteBytes(
            bytes.AsSpan(start + metadata.GetTableMetadataOffset(TableIndex.Assembly) + OffsetOfVersion), (ushort)99);
        Guid.NewGuid().TryWriteBytes(bytes.AsSpan(start + metadata.GetHeapMetadataOffset(HeapIndex.Guid)));
        File.WriteAllBytes(assembly, bytes);
    }

    /// <summary>
    /// A copy of PowerShell with another version of Newtonsoft.Json. The engine references 13.0.0.0, which is the assembly version of all
    /// releases of version 13.
    /// </summary>
    private sealed class PwshWithOtherNewtonsoft : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openstackimage-");

        public PwshWithOtherNewtonsoft()
        {
            Copy(new FileInfo(Pwsh.Find(TextWriter.Null)).Directory!, _folder);
            File.Copy(
                Build.PackagedAssembly("Newtonsoft.Json", "13.0.1", "netstandard2.0"),
                Path.Combine(_folder.FullName, "Newtonsoft.Json.dll"),
                overwrite: true);
        }

        public string Program => Path.Combine(_folder.FullName, "pwsh.dll");

        public void Dispose() => _folder.Delete(recursive: true);

        private static void Copy(DirectoryInfo from, DirectoryInfo to)
        {
            foreach (var file in from.GetFiles())
            {
                file.CopyTo(Path.Combine(to.FullName, file.Name));
            }

            foreach (var folder in from.GetDirectories())
            {
                Copy(folder, to.CreateSubdirectory(folder.Name));
            }
        }
    }
}
