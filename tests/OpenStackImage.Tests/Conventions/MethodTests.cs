using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The shape of the methods of the projects in src/ and tools/.</summary>
public sealed class MethodTests
{
    private const int MaxLines = 40;
    private const int MaxDepth = 3;

    public static TheoryData<string> Projects
        =>
        [
            "OpenStackImage.Client", "OpenStackImage", "OpenStackImage.Loader",
            "OpenStackImage.Docs", "OpenStackImage.LocalCloud", "OpenStackImage.Playground",
        ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_method_has_at_most_40_lines(string project)
        => AssertNone(project, (root, _) => root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            .Select(method => (Node: (SyntaxNode)method, Lines: LinesOf(method)))
            .Where(method => method.Lines > MaxLines)
            .Select(method => (method.Node, $"{method.Lines} lines")));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Statements_are_nested_at_most_three_levels(string project)
        => AssertNone(project, (root, _) => root.DescendantNodes().OfType<StatementSyntax>()
            .Where(statement => statement is not BlockSyntax)
            .Select(statement => (Node: (SyntaxNode)statement, Depth: DepthOf(statement)))
            .Where(statement => statement.Depth > MaxDepth)
            .Select(statement => (statement.Node, $"{statement.Depth} levels")));

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_expression_has_one_await(string project)
        => AssertNone(project, (root, _) => root.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(expression => expression.Parent is not ExpressionSyntax || expression is AnonymousFunctionExpressionSyntax)
            .Select(expression => (Node: (SyntaxNode)expression, Awaits: AwaitsIn(expression)))
            .Where(expression => expression.Awaits > 1)
            .Select(expression => (expression.Node, $"{expression.Awaits} awaits")));

    /// <summary>A result is returned, and not assigned to a variable of the method that the function is part of.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void No_lambda_expression_or_local_function_assigns_a_variable_that_it_captures(string project)
        => AssertNone(project, (root, model) => root.DescendantNodes()
            .Where(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            .SelectMany(function => FlowOf(function, model).WrittenInside
                .Where(symbol => symbol.DeclaringSyntaxReferences.All(place => !function.Span.Contains(place.Span)))
                .Select(symbol => (function, $"assigns '{symbol.Name}'"))));

    /// <summary>A value of a resource can be unknown or not specified. A state of a method or an object has a type.</summary>
    [Theory]
    [InlineData("OpenStackImage.Client")]
    [InlineData("OpenStackImage")]
    public void Only_properties_have_optional_Boolean_values(string project)
        => AssertNone(project, (root, _) => root.DescendantNodes().OfType<NullableTypeSyntax>()
            .Where(type => type.ElementType is PredefinedTypeSyntax { Keyword.ValueText: "bool" })
            .Where(type => type.Parent is not PropertyDeclarationSyntax)
            .Select(type => ((SyntaxNode)type, $"{type.Parent}")));

    private static void AssertNone(string project, Func<SyntaxNode, SemanticModel, IEnumerable<(SyntaxNode Node, string Problem)>> find)
    {
        var code = SourceCode.Of(project);
        var problems = code.Trees.SelectMany(tree => find(tree.GetRoot(), code.ModelOf(tree)))
            .Select(found => $"{PlaceOf(found.Node)}: {found.Problem}")
            .ToArray();

        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    /// <summary>A using, a lock and a finally do not count: what they contain reads as one sequence.</summary>
    private static int DepthOf(StatementSyntax statement)
        => statement.Ancestors()
            .TakeWhile(node => node is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
                or AnonymousFunctionExpressionSyntax))
            .Count(node => node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax
                or SwitchStatementSyntax or TryStatementSyntax { Catches.Count: > 0 }
                or IfStatementSyntax { Parent: not ElseClauseSyntax });

    private static int AwaitsIn(ExpressionSyntax expression)
        => expression.DescendantNodes(node => node == expression || node is not AnonymousFunctionExpressionSyntax)
            .Prepend(expression)
            .TakeWhile(_ => expression is not AnonymousFunctionExpressionSyntax { Block: not null })
            .OfType<AwaitExpressionSyntax>()
            .Count();

    private static DataFlowAnalysis FlowOf(SyntaxNode function, SemanticModel model) => function switch
    {
        LocalFunctionStatementSyntax { Body: { } body } => model.AnalyzeDataFlow(body)!,
        LocalFunctionStatementSyntax { ExpressionBody: { } body } => model.AnalyzeDataFlow(body.Expression)!,
        _ => model.AnalyzeDataFlow((ExpressionSyntax)function)!,
    };

    private static string PlaceOf(SyntaxNode node)
        => $"{Path.GetFileName(node.SyntaxTree.FilePath)}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
