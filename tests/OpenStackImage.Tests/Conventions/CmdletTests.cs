using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The rules for every cmdlet (PowerShell-Docs, required and strongly encouraged development guidelines).</summary>
public sealed partial class CmdletTests : IDisposable
{
    /// <summary>The maximum number of lines of a cmdlet without its parameters. Longer code belongs in a separate class.</summary>
    private const int MostLines = 130;

    /// <summary>
    /// Verbs of cmdlets that change nothing in the cloud. Connect and Disconnect change the session; Save and ConvertTo write locally.
    /// </summary>
    private static readonly string[] HarmlessVerbs =
    [
        "Get", "Connect", "Disconnect", "ConvertTo", "Find", "Measure", "Test", "Wait", "Compare",
    ];

    /// <summary>Parameter sets without pipeline input, because they list resources or start a session.</summary>
    private static readonly string[] SetsWithoutInput =
    [
        "Connect-OpenStack", "Get-OpenStackCloud", "Get-OSImage/List", "Get-OSImage/SharedWithMe", "Get-OSImageMember/Audit",
        "Clear-OSImageCache", "Get-OSImageCache", "Get-OSImageTask",
    ];

    /// <summary>The pipeline carries bytes or an image, and requests or a session; the types distinguish them.</summary>
    private static readonly string[] SetsWithTwoInputs = ["Send-OSImageData/InputObject", "ConvertTo-OpenStackSequenceDiagram"];

    /// <summary>
    /// Cmdlets with another throttle limit. Lower limits: concurrent deletions can fail in Glance, and a few downloads use the whole
    /// bandwidth. A higher limit: a wait needs only one request every few seconds.
    /// </summary>
    private static readonly Dictionary<string, int> ThrottleLimits = new()
    {
        ["RemoveOSImageCommand"] = 1,
        ["SaveOSImageCommand"] = 4,
        ["WaitOSImageCommand"] = 64,
        ["CopyOSImageCommand"] = 2,
    };

    /// <summary>The suffixes of the names of parameters for secrets.</summary>
    private static readonly string[] Secrets = ["Password", "Secret", "Token", "Credential", "Passcode"];

    /// <summary>A parameter that several cmdlets have must be the same in each of them.</summary>
    private static readonly string[] SharedParameters = ["Image", "Session", "ThrottleLimit", "ProjectDomain", "PassThru"];

    /// <summary>The parameters for which PowerShell completes file names.</summary>
    private static readonly string[] Paths =
        ["Path", "LiteralPath", "Since", "ConfigFile", "CACertificate", "ClientCertificate", "ClientKey"];

    private readonly Shell _shell = Shell.WithModule();
    private readonly ModuleAssembly _module;

    public CmdletTests() => _module = ModuleAssembly.Of(_shell);

    [Fact]
    public void Nouns_have_the_prefix_of_the_product_and_are_singular()
        => Assert.All(_module.Commands, command =>
        {
            Assert.Matches("^(OpenStack|OS)[A-Z]?[A-Za-z]*$", command.Cmdlet.NounName);
            Assert.DoesNotMatch("[^s]s$", command.Cmdlet.NounName);
            Assert.DoesNotMatch("(Helper|Manager|Data[s])$", command.Cmdlet.NounName);
        });

    [Fact]
    public void A_class_is_named_after_its_cmdlet_and_has_its_own_short_file()
        => Assert.All(_module.Commands, command =>
        {
            var name = $"{command.Cmdlet.VerbName}{command.Cmdlet.NounName}Command";
            Assert.Equal(name, command.Type.Name);
            var file = Assert.Single(
                Directory.GetFiles(Path.Combine(Build.Root, "src", "OpenStackImage"), name + ".cs", SearchOption.AllDirectories));
            var lines = Declaration().Replace(File.ReadAllText(file), "").Split('\n').Length;
            Assert.True(lines <= MostLines, $"{name} has {lines} lines without its parameters; the maximum is {MostLines}.");
        });

    [Fact]
    public void Every_cmdlet_declares_its_output_type()
        => Assert.All(_module.Commands.Where(command => command.Cmdlet.VerbName != "Disconnect"), command =>
            Assert.True(
                command.Type.GetCustomAttributes<OutputTypeAttribute>().Any(output => output.Type.Length > 0) || IsSilent(command.Type),
                ModuleAssembly.NameOf(command.Cmdlet)));

    [Fact]
    public void Each_parameter_set_binds_one_kind_of_pipeline_object()
        => Assert.All(Infos(), info => Assert.All(info.ParameterSets, set =>
        {
            var byValue = set.Parameters.Count(parameter => parameter.ValueFromPipeline);
            var name = info.ParameterSets.Count == 1 ? info.Name : $"{info.Name}/{set.Name}";
            Assert.True(byValue <= 1 || SetsWithTwoInputs.Contains(name), name);
            var takes = byValue >= 1 || set.Parameters.Any(parameter => parameter.ValueFromPipelineByPropertyName);
            Assert.True(
                takes || SetsWithoutInput.Contains(name) || SetsWithoutInput.Contains(info.Name),
                $"{name} takes nothing from the pipeline.");
        }));

    [Fact]
    public void Each_cmdlet_that_changes_something_supports_WhatIf()
        => Assert.All(_module.Commands.Where(command => !HarmlessVerbs.Contains(command.Cmdlet.VerbName)), command =>
            Assert.True(command.Cmdlet.SupportsShouldProcess, ModuleAssembly.NameOf(command.Cmdlet)));

    [Fact]
    public void A_cmdlet_that_changes_nothing_does_not_prompt()
        => Assert.All(_module.Commands.Where(command => command.Cmdlet.VerbName == "Get"), command =>
            Assert.False(command.Cmdlet.SupportsShouldProcess, ModuleAssembly.NameOf(command.Cmdlet)));

    [Fact]
    public void No_parameter_is_a_bool()
        => Assert.All(Parameters(), parameter => Assert.NotEqual(typeof(bool), parameter.Property.PropertyType));

    [Fact]
    public void A_secret_is_never_a_string()
        => Assert.All(
            Parameters().Where(parameter => Secrets.Any(secret => parameter.Property.Name.EndsWith(secret, StringComparison.Ordinal))),
            parameter => Assert.NotEqual(typeof(string), parameter.Property.PropertyType));

    [Fact]
    public void Parameter_names_are_singular()
        => Assert.All(Parameters().Select(parameter => parameter.Property.Name).Distinct(), name =>
            // -AllProjects is a switch, not a list of projects.
            Assert.DoesNotMatch(
                "^(?!All).*(Images|Projects|Members|Names|Ids|Tags|Properties|Stores|Tasks|Requests|Sessions|Clouds)$", name));

    [Fact]
    public void A_parameter_has_one_name_one_type_and_the_same_aliases_in_all_cmdlets()
    {
        Assert.All(SharedParameters, name =>
        {
            var same = Parameters().Where(parameter => parameter.Property.Name == name).ToArray();
            Assert.NotEmpty(same);
            Assert.Single(
                same.Select(parameter => (parameter.Property.PropertyType.GetElementType() ?? parameter.Property.PropertyType).FullName)
                    .Distinct());
        });
        Assert.All(Parameters().Where(parameter => parameter.Property.Name == "ThrottleLimit"), parameter =>
            Assert.Equal(
                ThrottleLimits.GetValueOrDefault(parameter.Command.Name, 8),
                parameter.Property.GetValue(Activator.CreateInstance(parameter.Command))));
        var images = Parameters().Where(parameter => parameter.Property.Name == "Image" && parameter.Property.PropertyType.IsArray);
        Assert.All(images, parameter =>
            Assert.Superset(
                // A piped task also has an Id, which is not the ID of the image.
                parameter.Command.Name != "GetOSImageTaskCommand" ? new HashSet<string> { "Id", "ImageId" } : ["ImageId"],
                parameter.Property.GetCustomAttribute<AliasAttribute>()!.AliasNames.ToHashSet()));
        Assert.All(Parameters().Where(parameter => parameter.Property.Name == "Project"), parameter =>
            Assert.Superset(
                new HashSet<string> { "MemberId", "ProjectId" },
                parameter.Property.GetCustomAttribute<AliasAttribute>()!.AliasNames.ToHashSet()));
    }

    [Fact]
    public void Every_cmdlet_that_sends_requests_has_Session()
        => Assert.All(
            Infos().Where(info => info.Name is not ("Connect-OpenStack" or "Get-OpenStackCloud")),
            info => Assert.Contains("Session", info.Parameters.Keys));

    [Fact]
    public void Each_string_parameter_that_is_not_a_path_has_a_completer()
        => Assert.All(
            Parameters().Where(parameter => IsText(parameter.Property.PropertyType) && !Paths.Contains(parameter.Property.Name)),
            parameter => Assert.True(
                parameter.Property.IsDefined(typeof(ArgumentCompleterAttribute))
                    || parameter.Property.IsDefined(typeof(ValidateSetAttribute)),
                $"{parameter.Command.Name} -{parameter.Property.Name} completes file names. Use NoCompleter for free text."));

    public void Dispose() => _shell.Dispose();

    [GeneratedRegex(@"    /// <summary>(?:(?!/// <summary>|\n    [}]).)*?\[Parameter.*?\{ get; set; \}[^\n]*\n", RegexOptions.Singleline)]
    private static partial Regex Declaration();

    /// <summary>A cmdlet that writes objects only with -PassThru, or never, need not declare an output type.</summary>
    private static bool IsSilent(Type command) => command.GetProperty("PassThru") is null;

    private static bool IsText(Type type)
        => (type.GetElementType() ?? type) is { } item && (item == typeof(string) || item.Name == "ImageReference");

    private CmdletInfo[] Infos()
        => [.. _shell.Run("Get-Command -Module OpenStackImage").MustSucceed().Output.Select(item => (CmdletInfo)item.BaseObject)];

    private IEnumerable<(Type Command, PropertyInfo Property)> Parameters()
        => _module.Commands.SelectMany(command => command.Type.GetProperties()
            .Where(property => property.GetCustomAttributes<ParameterAttribute>().Any())
            .Select(property => (command.Type, property)));
}
