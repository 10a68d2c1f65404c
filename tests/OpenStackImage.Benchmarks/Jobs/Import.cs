using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace OpenStackImage.Benchmarks.Jobs;

/// <summary>
/// Import-Module in a process that has imported nothing before, compared with a module of one binary cmdlet that does nothing, and with an
/// empty module of the same structure as this one: a script that loads the assembly, a view, a type.
/// </summary>
internal sealed class Import : IBenchmark
{
    /// <summary>The environment variable that names the module that the child process imports.</summary>
    public const string Option = "--import";

    private const int Rounds = 11;

    private const string View = """
        <Configuration><ViewDefinitions><View><Name>Nothing</Name><ViewSelectedBy><TypeName>Nothing</TypeName></ViewSelectedBy>
        <TableControl><TableHeaders>
        <TableColumnHeader /></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems>
        <TableColumnItem><PropertyName>A</PropertyName></TableColumnItem>
        </TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>
        """;

    public string Name => "import";

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkCloud cloud)
    {
        var folder = Directory.CreateTempSubdirectory("empty-module-");
        try
        {
            WriteEmptyAssembly(folder.FullName);
            var empty = WriteManifest(folder.FullName, "Empty", "RootModule = 'Empty.dll'");
            File.WriteAllText(
                Path.Combine(folder.FullName, "Shaped.psm1"),
                "Import-Module -Assembly ([Reflection.Assembly]::LoadFrom(\"$PSScriptRoot/Empty.dll\"))");
            File.WriteAllText(Path.Combine(folder.FullName, "Shaped.Format.ps1xml"), View);
            File.WriteAllText(
                Path.Combine(folder.FullName, "Shaped.Types.ps1xml"),
                "<Types><Type><Name>Nothing</Name><Members><AliasProperty><Name>A</Name>"
                    + "<ReferencedMemberName>B</ReferencedMemberName></AliasProperty></Members></Type></Types>");
            var shaped = WriteManifest(
                folder.FullName,
                "Shaped",
                "RootModule = 'Shaped.psm1'; FormatsToProcess = 'Shaped.Format.ps1xml'; TypesToProcess = 'Shaped.Types.ps1xml'");
            var (module, baseline, shapes) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= Rounds; round++)
            {
                var our = await MillisecondsAsync(ModuleShell.Manifest);
                var baselines = await MillisecondsAsync(empty);
                var shape = await MillisecondsAsync(shaped);
                if (round > 0)
                {
                    module.Add(our);
                    baseline.Add(baselines);
                    shapes.Add(shape);
                }
            }

            return
            [
                new(
                    "Import-Module in a new process",
                    Interleaved.Median(module),
                    Interleaved.Median(baseline),
                    "ms",
                    "a binary module with one empty cmdlet",
                    "<= 2.00"),
                new(
                    "Import-Module in a new process",
                    Interleaved.Median(module),
                    Interleaved.Median(shapes),
                    "ms",
                    "an empty cmdlet that a script loads, with one view and one type"),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Imports the module in the child process, and prints the duration.</summary>
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

    private static void WriteEmptyAssembly(string folder)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Empty"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("Empty").DefineType("GetNothingCommand", TypeAttributes.Public, typeof(PSCmdlet));
        type.SetCustomAttribute(
            new CustomAttributeBuilder(
                typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, [VerbsCommon.Get, "Nothing"]));
        type.CreateType();
        assembly.Save(Path.Combine(folder, "Empty.dll"));
    }

    private static string WriteManifest(string folder, string name, string content)
    {
        var manifest = Path.Combine(folder, name + ".psd1");
        File.WriteAllText(
            manifest,
            $"@{{ {content}; ModuleVersion = '1.0'; CmdletsToExport = @('Get-Nothing'); FunctionsToExport = @(); AliasesToExport = @(); "
                + "VariablesToExport = @() }");
        return manifest;
    }
}
