using System.Management.Automation;
using System.Reflection;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>A parameter that several cmdlets share is declared once, in a base class.</summary>
public sealed class ParameterTests : IDisposable
{
    /// <summary>
    /// Equal declarations that cannot be moved to a base class, as "parameter: class", by the reason. A class has one base class, and its
    /// base class has its own parameters.
    /// </summary>
    private static readonly Dictionary<string, string[]> Exceptions = new()
    {
        ["What Set- has and New- does not: each pair has a base class with the fields of its kind of definition."] =
        [
            "NewName: SetOSImageMetadefNamespaceCommand", "NewName: SetOSImageMetadefObjectCommand",
            "PassThru: SetOSImageMetadefNamespaceCommand", "PassThru: SetOSImageMetadefObjectCommand",
            "PassThru: SetOSImageMetadefPropertyCommand", "PassThru: SetOSImageMetadefTagCommand",
        ],
        ["The same name, but another meaning: what is written, compared, replaced, described, or shown."] =
        [
            "PassThru: SendOSImageDataCommand", "PassThru: ImageChangeCommand", "PassThru: RemoveOSImageMemberCommand",
            "ExpectedHash: ImportOSImageCommand", "Store: ImportOSImageCommand",
            "ExpectedHash: SaveOSImageCommand", "Force: RemoveOSImageCommand", "Force: ImageRotationCommand",
            "Force: RemoveOSImageMetadefNamespaceCommand", "PassThru: RemoveOSImageCommand", "PassThru: RemoveOSImageCacheCommand",
            "PassThru: RemoveMetadefCommand`1", "PassThru: RemoveOSImageMetadefNamespaceCommand",
            "Force: RemoveOSImageMetadefResourceTypeAssociationCommand",
            "Force: ExportOSImageSharingCommand", "Quiet: TestOSImageSharingCommand",
            "Description: MetadefObjectCommand", "Description: MetadefPropertyCommand", "Schema: MetadefPropertyCommand",
            "Property: SetOSImageCommand", "Protected: SetOSImageCommand",
        ],
        ["A report is a file, and its command lists members as ConvertTo-OSImageSharingDiagram does."] =
        [
            "LiteralPath: ExportOSImageSharingReportCommand", "Force: ExportOSImageSharingReportCommand",
            "PassThru: ExportOSImageSharingReportCommand",
        ],
        ["Get-OSImage lists images, Get-OSImageMember is a command for images. Both accept wildcards."] =
        [
            "Image: GetOSImageMemberCommand",
        ],
        ["Sessions that are listed or ended, and not used: one of the commands sends no requests."] =
        [
            "Session: DisconnectOpenStackCommand",
        ],
        ["One namespace, in a command whose base class adds other parameters."] = ["Namespace: SetOSImageMetadefNamespaceCommand"],
    };

    private static readonly HashSet<string> Excepted = [.. Exceptions.Values.SelectMany(declarations => declarations)];

    private readonly Shell _shell = Shell.WithModule();

    [Fact]
    public void No_parameter_is_declared_twice_with_the_same_attributes()
    {
        var copies = Declarations()
            .Where(property => !Excepted.Contains($"{property.Name}: {property.Type}"))
            .GroupBy(property => property.Declaration)
            .Where(same => same.Count() > 1)
            .Select(same => $"-{same.First().Name}: {string.Join(", ", same.Select(property => property.Type).Order())}");

        Assert.True(!copies.Any(), string.Join('\n', copies));
    }

    [Fact]
    public void Each_listed_exception_is_still_declared_twice()
    {
        var declared = Declarations().GroupBy(property => property.Declaration)
            .Where(same => same.Select(property => property.Type).Distinct().Count() > 1)
            .SelectMany(same => same.Select(property => $"{property.Name}: {property.Type}"));

        Assert.Empty(Excepted.Except(declared));
    }

    public void Dispose() => _shell.Dispose();

    private IEnumerable<(string Name, string Type, string Declaration)> Declarations()
        => ModuleAssembly.Of(_shell).Commands
            .SelectMany(command => command.Type.GetProperties())
            .Where(property => property.GetCustomAttributes<ParameterAttribute>(inherit: false).Any())
            .Select(property => (property.Name, property.DeclaringType!.Name, DeclarationOf(property)))
            .Distinct();

    private static string DeclarationOf(PropertyInfo property)
    {
        var attributes = property.GetCustomAttributesData()
            .Where(attribute => !attribute.AttributeType.Namespace!.StartsWith("System.Runtime", StringComparison.Ordinal))
            .Select(attribute => attribute.ToString())
            .Order(StringComparer.Ordinal);
        return $"{property.PropertyType} {property.Name} {string.Join(' ', attributes)}";
    }
}
