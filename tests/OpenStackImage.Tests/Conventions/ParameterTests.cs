using System.Management.Automation;
using System.Reflection;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>A parameter that several cmdlets share is declared once, in a base class.</summary>
public sealed class ParameterTests : IDisposable
{
    /// <summary>Parameters that stand twice and are still to be moved, by name.</summary>
    private static readonly string[] ToBeMoved =
    [

    ];

    private readonly Shell _shell = Shell.WithModule();

    [Fact]
    public void No_parameter_is_declared_twice_with_the_same_attributes()
    {
        var copies = ModuleAssembly.Of(_shell).Commands
            .SelectMany(command => command.Type.GetProperties())
            .Where(property => property.GetCustomAttributes<ParameterAttribute>(inherit: false).Any())
            .Select(property => (property.Name, Type: property.DeclaringType!.Name, Declaration: DeclarationOf(property)))
            .Distinct()
            .GroupBy(property => property.Declaration)
            .Where(same => same.Count() > 1)
            .Select(same => $"-{same.First().Name}: {string.Join(", ", same.Select(property => property.Type).Order())}");

        var left = copies.Where(copy => !ToBeMoved.Contains(copy)).Order(StringComparer.Ordinal).ToArray();
        Assert.True(left.Length == 0, string.Join('\n', left));
    }

    public void Dispose() => _shell.Dispose();

    private static string DeclarationOf(PropertyInfo property)
    {
        var attributes = property.GetCustomAttributesData()
            .Where(attribute => !attribute.AttributeType.Namespace!.StartsWith("System.Runtime", StringComparison.Ordinal))
            .Select(attribute => attribute.ToString())
            .Order(StringComparer.Ordinal);
        return $"{property.PropertyType} {property.Name} {string.Join(' ', attributes)}";
    }
}
