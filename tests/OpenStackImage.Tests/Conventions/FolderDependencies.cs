using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The types that the folders of a project use of each other.</summary>
internal sealed class FolderDependencies
{
    private readonly Dictionary<(string User, string Used), SortedSet<string>> _types = [];

    private FolderDependencies(SourceCode code)
    {
        foreach (var tree in code.Trees)
        {
            Add(code, tree);
        }
    }

    /// <summary>The pairs of folders that use each other, as "A and B". The folder of the project itself is the empty name.</summary>
    public IEnumerable<string> TwoWay
        => _types.Keys
            .Where(pair => string.CompareOrdinal(pair.User, pair.Used) < 0 && _types.ContainsKey((pair.Used, pair.User)))
            .Select(pair => $"{pair.User} and {pair.Used}: {Describe(pair)}; {Describe((pair.Used, pair.User))}");

    /// <summary>Returns the dependencies of the folders of a project of src/.</summary>
    public static FolderDependencies Of(string project) => new(SourceCode.Of(project));

    /// <summary>Returns the folders whose types a folder uses.</summary>
    public IEnumerable<string> UsedBy(string folder) => _types.Keys.Where(pair => pair.User == folder).Select(pair => pair.Used);

    private void Add(SourceCode code, SyntaxTree tree)
    {
        var model = code.ModelOf(tree);
        var user = code.FolderOf(tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var symbol = model.GetSymbolInfo(name).Symbol;
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            foreach (var declaration in type?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
            {
                var used = code.FolderOf(declaration.SyntaxTree);
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
