using System.Reflection;
using System.Xml.Linq;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The public types of the module's assemblies.</summary>
public sealed class PublicTypeTests : IDisposable
{
    private static readonly string[] HiddenLibraries = ["Flurl", "Flurl.Http", "Newtonsoft.Json", "Polly.Core", "YamlDotNet"];

    private static readonly string[] DocumentationFiles = ["OpenStackImage.xml", "OpenStackImage.Client.xml"];

    private readonly Shell _shell = Shell.WithModule();
    private readonly ModuleAssembly _module;

    public PublicTypeTests() => _module = ModuleAssembly.Of(_shell);

    private IEnumerable<Type> PublicTypes => _module.Client.GetExportedTypes().Concat(_module.Cmdlets.GetExportedTypes());

    [Fact]
    public void Every_public_type_and_member_is_documented()
    {
        var documented = DocumentationFiles
            .SelectMany(file => XDocument.Load(Path.Combine(Build.ModuleFolder, file)).Descendants("member"))
            .Where(member => member.Elements().Any(element => element.Name.LocalName is "summary" or "inheritdoc"))
            .Select(member => ((string)member.Attribute("name")!).Split('(')[0])
            .ToHashSet();

        Assert.All(PublicTypes, type =>
        {
            Assert.Contains($"T:{Name(type)}", documented);
            Assert.All(type.GetProperties(Declared), property => Assert.Contains($"P:{Name(type)}.{property.Name}", documented));
            Assert.All(
                type.GetFields(Declared).Where(field => !field.IsSpecialName),
                field => Assert.Contains($"F:{Name(type)}.{field.Name}", documented));
        });
    }

    [Fact]
    public void Objects_are_immutable()
        => Assert.All(PublicTypes.Where(IsObject), type =>
        {
            Assert.All(
                type.GetProperties(Declared),
                property => Assert.False(property.SetMethod is { IsPublic: true }, $"{type}.{property.Name} can be set."));
            Assert.All(
                type.GetFields(Declared),
                field => Assert.True(field.IsInitOnly || field.IsLiteral || field.IsSpecialName, $"{type}.{field.Name} can be set."));
        });

    private static bool IsObject(Type type)
        => !typeof(System.Management.Automation.Cmdlet).IsAssignableFrom(type) && !typeof(Attribute).IsAssignableFrom(type);

    [Fact]
    public void No_public_signature_contains_a_type_of_a_library()
        => Assert.All(PublicTypes, type => Assert.All(
            Signature(type).SelectMany(Parts), part => Assert.DoesNotContain(part.Assembly.GetName().Name, HiddenLibraries)));

    [Fact]
    public void The_client_does_not_reference_PowerShell()
        => Assert.DoesNotContain(_module.Client.GetReferencedAssemblies(), assembly => assembly.Name == "System.Management.Automation");

    [Fact]
    public void The_cmdlets_do_not_use_HTTP_or_JSON()
        => Assert.DoesNotContain(
            _module.Cmdlets.GetReferencedAssemblies(),
            assembly => assembly.Name is "Flurl" or "Flurl.Http" or "System.Net.Http" or "YamlDotNet");

    public void Dispose() => _shell.Dispose();

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const BindingFlags Visible = Declared | BindingFlags.NonPublic;

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    /// <summary>The types of a public type's bases and of its public and protected members.</summary>
    private static IEnumerable<Type> Signature(Type type)
    {
        static bool IsShown(MethodBase? method) => method is { } shown && (shown.IsPublic || shown.IsFamily || shown.IsFamilyOrAssembly);

        var bases = type.GetInterfaces().Append(type.BaseType ?? typeof(object));
        var fields = type.GetFields(Visible).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
            .Select(field => field.FieldType);
        var methods = type.GetMethods(Visible).Where(IsShown)
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType));
        var constructors = type.GetConstructors(Visible).Where(IsShown)
            .SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType);
        return bases.Concat(fields).Concat(methods).Concat(constructors);
    }

    private static IEnumerable<Type> Parts(Type type)
        => type.HasElementType
            ? Parts(type.GetElementType()!)
            : type.IsGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : [type];
}
