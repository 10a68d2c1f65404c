using System.Management.Automation;
using System.Reflection;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>A parameter that several cmdlets share is declared once, in a base class.</summary>
public sealed class ParameterTests : IDisposable
{
    /// <summary>
    /// Declarations that are still to be moved to a base class, as "parameter: class". Those of -PassThru differ in what is written.
    /// </summary>
    private static readonly string[] Exceptions =
    [
        // Commands with different bases.
        "PassThru: ImageActivationCommand", "Force: RemoveOSImageCommand", "ExpectedHash: ImportOSImageCommand",
        "ExpectedHash: SaveOSImageCommand",
        "PassThru: DisableOSImageCommand", "PassThru: EnableOSImageCommand", "PassThru: SendOSImageDataCommand",
        "PassThru: SetOSImageCommand",
        "PassThru: SetOSImageMetadefNamespaceCommand", "PassThru: SetOSImageMetadefObjectCommand",
        "PassThru: SetOSImageMetadefPropertyCommand",
        "PassThru: SetOSImageMetadefTagCommand", "PassThru: RemoveOSImageMemberCommand", "ConfigFile: GetOpenStackCloudCommand",
        "ProjectDomain: ConnectOpenStackCommand", "Description: MetadefObjectCommand", "Description: MetadefPropertyCommand",
        "Schema: MetadefPropertyCommand", "Image: SendOSImageDataCommand", "Image: GetOSImageCommand", "Image: SaveOSImageCommand",
        "InputObject: SendOSImageDataCommand", "InputStream: SendOSImageDataCommand", "SkipFormatCheck: SendOSImageDataCommand",
        "MinDisk: SetOSImageCommand", "MinRam: SetOSImageCommand", "Owner: SetOSImageCommand", "OwnerDomain: SetOSImageCommand",
        "Property: SetOSImageCommand", "Visibility: SetOSImageCommand", "Protected: SetOSImageCommand", "Name: GetOSImageSchemaCommand",
        "Namespace: SetOSImageMetadefNamespaceCommand", "NewName: SetOSImageMetadefNamespaceCommand",
        "NewName: SetOSImageMetadefObjectCommand",
        "Visibility: GetOSImageMetadefNamespaceCommand",
    ];

    private readonly Shell _shell = Shell.WithModule();

    [Fact]
    public void No_parameter_is_declared_twice_with_the_same_attributes()
    {
        var copies = ModuleAssembly.Of(_shell).Commands
            .SelectMany(command => command.Type.GetProperties())
            .Where(property => property.GetCustomAttributes<ParameterAttribute>(inherit: false).Any())
            .Select(property => (property.Name, Type: property.DeclaringType!.Name, Declaration: DeclarationOf(property)))
            .Where(property => !Exceptions.Contains($"{property.Name}: {property.Type}"))
            .Distinct()
            .GroupBy(property => property.Declaration)
            .Where(same => same.Count() > 1)
            .Select(same => $"-{same.First().Name}: {string.Join(", ", same.Select(property => property.Type).Order())}");

        Assert.True(!copies.Any(), string.Join('\n', copies));
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
