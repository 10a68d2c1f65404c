using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The source files of a project of src/ or tools/, compiled in memory: the compiler resolves every name in the code.</summary>
internal sealed class SourceCode
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>Those of Microsoft.NET.Sdk.Web that the local cloud uses.</summary>
    private const string WebUsings =
        "global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; "
        + "global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; "
        + "global using Microsoft.Extensions.Logging;";

    /// <summary>A source generator writes the body of a regular expression.</summary>
    private const string PartialWithoutBody = "CS8795";

    private const string LocalCloud = "OpenStackImage.LocalCloud";

    private static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.CSharp14, preprocessorSymbols: ["NET", "NET6_0_OR_GREATER", "NET8_0_OR_GREATER", "NETCOREAPP"]);

    private static readonly string[] ProjectFolders = ["src", "tools"];
    private static readonly ConcurrentDictionary<string, Lazy<SourceCode>> Compiled = new();

    private readonly string _root;
    private readonly CSharpCompilation _compilation;

    private SourceCode(string project)
    {
        _root = ProjectFolders.Select(folder => Path.Combine(Build.Root, folder, project)).First(Directory.Exists);
        Trees =
        [
            .. Directory.EnumerateFiles(_root, "*.cs", SearchOption.AllDirectories)
                .Where(path => !PartsOf(path).Intersect(["bin", "obj"]).Any())
                .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), ParseOptions, path)),
        ];
        var isProgram = File.Exists(Path.Combine(_root, "Program.cs"));
        _compilation = CSharpCompilation.Create(
            project,
            Trees.Append(CSharpSyntaxTree.ParseText(project == LocalCloud ? ImplicitUsings + WebUsings : ImplicitUsings, ParseOptions)),
            References(project, withModule: !isProgram),
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                metadataImportOptions: MetadataImportOptions.All));

        // A name that cannot be resolved would be a use that is not seen.
        Assert.Empty(_compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != PartialWithoutBody));
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<SyntaxTree> Trees { get; }

    /// <summary>Compiles a project of src/ or tools/.</summary>
    public static SourceCode Of(string project)
        => Compiled.GetOrAdd(project, name => new Lazy<SourceCode>(() => new SourceCode(name))).Value;

    /// <summary>Returns what the names in a file mean.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => _compilation.GetSemanticModel(tree);

    /// <summary>Returns the folder of a file; empty for the folder of the project itself.</summary>
    public string FolderOf(SyntaxTree tree) => PartsOf(tree.FilePath) is [var folder, _, ..] ? folder : "";

    private static IEnumerable<MetadataReference> References(string project, bool withModule)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var module = Path.Combine(Build.Root, "src", "OpenStackImage", "bin", Build.Configuration, "net8.0");
        return (withModule ? Directory.EnumerateFiles(module, "*.dll").Concat(platform) : platform)
            .Where(path => Path.GetFileNameWithoutExtension(path) is var name && name != project && name != "OpenStackImage")
            .DistinctBy(path => Path.GetFileName(path))
            .Select(path => MetadataReference.CreateFromFile(path));
    }

    private string[] PartsOf(string path) => Path.GetRelativePath(_root, path).Split(Path.DirectorySeparatorChar);
}
