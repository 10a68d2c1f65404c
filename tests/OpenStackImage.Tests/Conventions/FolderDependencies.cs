using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The types that the folders of a project use of each other. The compiler resolves every name in the code.</summary>
internal sealed class FolderDependencies
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.CSharp14, preprocessorSymbols: ["NET", "NET6_0_OR_GREATER", "NET8_0_OR_GREATER", "NETCOREAPP"]);

    private readonly Dictionary<(string User, string Used), SortedSet<string>> _types = [];

    private FolderDependencies(string name, string root)
    {
        var trees = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Parts(root, path).Intersect(["bin", "obj"]).Any())
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), ParseOptions, path))
            .ToArray();
        var compilation = CSharpCompilation.Create(
            name,
            trees.Append(CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions)),
            References(name),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                metadataImportOptions: MetadataImportOptions.All));

        // A name that cannot be resolved would be a dependency that is not counted.
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        foreach (var tree in trees)
        {
            Add(root, tree, compilation.GetSemanticModel(tree));
        }
    }

    /// <summary>The pairs of folders that use each other, as "A and B". The folder of the project itself is the empty name.</summary>
    public IEnumerable<string> TwoWay
        => _types.Keys
            .Where(pair => string.CompareOrdinal(pair.User, pair.Used) < 0 && _types.ContainsKey((pair.Used, pair.User)))
            .Select(pair => $"{pair.User} and {pair.Used}: {Describe(pair)}; {Describe((pair.Used, pair.User))}");

    /// <summary>Compiles a project of src/ in memory.</summary>
    public static FolderDependencies Of(string project) => new(project, Path.Combine(Build.Root, "src", project));

    /// <summary>Returns the folders whose types a folder uses.</summary>
    public IEnumerable<string> UsedBy(string folder) => _types.Keys.Where(pair => pair.User == folder).Select(pair => pair.Used);

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

    private static string[] Parts(string root, string path) => Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);

    private static string FolderOf(string root, SyntaxTree tree) => Parts(root, tree.FilePath) is [var folder, _, ..] ? folder : "";

    private void Add(string root, SyntaxTree tree, SemanticModel model)
    {
        var user = FolderOf(root, tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var symbol = model.GetSymbolInfo(name).Symbol;
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            foreach (var declaration in type?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
            {
                var used = FolderOf(root, declaration.SyntaxTree);
                if (used != user)
                {
                    var types = _types.TryGetValue((user, used), out var known) ? known : _types[(user, used)] = [];
                    types.Add(type!.Name);
                }
            }
        }
    }

    private string Describe((string User, string Used) pair) => $"{pair.User} uses {string.Join(", ", _types[pair])}";
}
