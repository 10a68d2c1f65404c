using System.Reflection;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The methods that docs/architecture.md lists from a cmdlet to the wire.</summary>
public sealed partial class RequestPathTests : IDisposable
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    private readonly Shell _shell = Shell.WithModule();

    [Theory]
    [InlineData("`Get-OSImageMember ID`", 8)]
    [InlineData("`Add-OSImageMember NAME PROJECT`", 12)]
    public void The_listed_methods_exist_and_do_not_exceed_the_limit(string heading, int limit)
    {
        var module = ModuleAssembly.Of(_shell);
        var types = module.Cmdlets.GetTypes().Concat(module.Client.GetTypes()).ToLookup(type => type.Name);
        var page = File.ReadAllText(Path.Combine(Build.Root, "docs", "architecture.md"));
        var list = Items().Matches(page[page.IndexOf(heading, StringComparison.Ordinal)..].Split("\n\n")[1]);

        var methods = list.Select(item => types[item.Groups["type"].Value]
            .SelectMany(type => type.GetMethods(Members))
            .Where(method => method.Name == item.Groups["method"].Value)
            .ToArray()).ToArray();

        Assert.InRange(methods.Length, 1, limit);
        Assert.All(methods, Assert.NotEmpty);
        Assert.Equal("Transport", methods[^1][0].DeclaringType!.Name);
    }

    public void Dispose() => _shell.Dispose();

    [GeneratedRegex(@"^\d+\. `(?<type>\w+)\.(?<method>\w+)`", RegexOptions.Multiline)]
    private static partial Regex Items();
}
