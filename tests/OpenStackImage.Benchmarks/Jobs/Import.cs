using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;
using OpenStackImage.LocalCloud;
using OpenStackImage.Playground;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>Import-Module in a process that has imported nothing before, beside a module of one binary cmdlet that does nothing.</summary>
internal sealed class Import : IBenchmark
{
    /// <summary>Tells the child process what to import.</summary>
    public const string Option = "--import";

    private const int Rounds = 11;

    public string Name => "import";

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        var folder = Directory.CreateTempSubdirectory("empty-module-");
        try
        {
            var empty = WriteEmptyModule(folder.FullName);
            var (ours, floor) = (new List<double>(), new List<double>());
            for (var round = 0; round <= Rounds; round++)
            {
                var our = await MillisecondsAsync(Engine.ModuleManifest);
                var floors = await MillisecondsAsync(empty);
                if (round > 0)
                {
                    ours.Add(our);
                    floor.Add(floors);
                }
            }

            return [new("Import-Module, new process", Interleaved.Median(ours), Interleaved.Median(floor), "ms", "a binary module with one empty cmdlet", "<= 2.00")];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The child: prints how long the import took.</summary>
    public static void Measure(string manifest)
    {
        using var shell = new ModuleShell(importsModule: false);
        shell.Set("manifest", manifest).Run("$null = Get-Command Import-Module");
        var started = Stopwatch.GetTimestamp();
        shell.Run("Import-Module $manifest");
        Console.WriteLine(Stopwatch.GetElapsedTime(started).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<double> MillisecondsAsync(string manifest)
        => double.Parse(await Child.RunSelfAsync(Option, manifest), CultureInfo.InvariantCulture);

    private static string WriteEmptyModule(string folder)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Empty"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("Empty").DefineType("GetNothingCommand", TypeAttributes.Public, typeof(PSCmdlet));
        type.SetCustomAttribute(new CustomAttributeBuilder(typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, [VerbsCommon.Get, "Nothing"]));
        type.CreateType();
        assembly.Save(Path.Combine(folder, "Empty.dll"));
        var manifest = Path.Combine(folder, "Empty.psd1");
        File.WriteAllText(manifest, "@{ RootModule = 'Empty.dll'; ModuleVersion = '1.0'; CmdletsToExport = @('Get-Nothing'); FunctionsToExport = @(); AliasesToExport = @(); VariablesToExport = @() }");
        return manifest;
    }
}
