using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The source files of a project of src/, compiled in memory: the compiler resolves every name in the code.</summary>
internal sealed class SourceCode
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.CSharp14, preprocessorSymbols: ["NET", "NET6_0_OR_GREATER", "NET8_0_OR_GREATER", "NETCOREAPP"]);

    private static readonly ConcurrentDictionary<string, Lazy<SourceCode>> Compiled = new();

    private readonly string _root;
    private readonly CSharpCompilation _compilation;

    private SourceCode(string project)
    {
        _root = Path.Combine(Build.Root, "src", project);
        Trees =
        [
            .. Directory.EnumerateFiles(_root, "*.cs", SearchOption.AllDirectories)
                .Where(path => !PartsOf(path).Intersect(["bin", "obj"]).Any())
                .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), ParseOptions, path)),
        ];
        _compilation = CSharpCompilation.Create(
            project,
            Trees.Append(CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions)),
            References(project),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                metadataImportOptions: MetadataImportOptions.All));

        // A name that cannot be resolved would be a use that is not seen.
        Assert.Empty(_compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<SyntaxTree> Trees { get; }

    /// <summary>Compiles a project of src/.</summary>
    public static SourceCode Of(string project)
        => Compiled.GetOrAdd(project, name => new Lazy<SourceCode>(() => new SourceCode(name))).Value;

    /// <summary>Returns what the names in a file mean.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => _compilation.GetSemanticModel(tree);

    /// <summary>Returns the folder of a file; empty for the folder of the project itself.</summary>
    public string FolderOf(SyntaxTree tree) => PartsOf(tree.FilePath) is [var folder, _, ..] ? folder : "";

    private static IEnumerable<MetadataReference> References(string project)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var module = Directory.EnumerateFiles(
            Path.Combine(Build.Root, "src", "OpenStackImage", "bin", Build.Configuration, "net8.0"), "*.dll");
        return module.Concat(platform)
            .Where(path => Path.GetFileNameWithoutExtension(path) is var name && name != project && name != "OpenStackImage")
            .DistinctBy(path => Path.GetFileName(path))
            .Select(path => MetadataReference.CreateFromFile(path));
    }

    private string[] PartsOf(string path) => Path.GetRelativePath(_root, path).Split(Path.DirectorySeparatorChar);
}
