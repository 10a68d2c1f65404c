using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>
/// A column of a table that has the name of a parameter is never ignored: the parameters of a resource come from rows, too.
/// </summary>
public sealed class RowTests : IDisposable
{
    /// <summary>The verbs of the cmdlets that write what a row describes.</summary>
    private static readonly string[] Verbs = ["New", "Set", "Add", "Import"];

    /// <summary>Parameters that no column supplies, as "parameter" or "cmdlet parameter", by the reason.</summary>
    private static readonly Dictionary<string, string[]> Exceptions = new()
    {
        ["They say how the command works, and not what the resource is."] =
        [
            "Session", "ThrottleLimit", "MemberSession", "TimeoutSec", "Replaces", "Keep", "RenameReplaced", "ReplacedProperty",
            "ExpectedHash", "Store",
        ],
        ["The cmdlet reads the columns itself, because PowerShell binds no column to a parameter of another parameter set."] =
        [
            "New-OSImage Uri", "New-OSImage Path", "New-OSImage LiteralPath", "Import-OSImage RemoteInterface",
        ],
        ["Bytes are not the content of a cell."] = ["New-OSImage InputStream"],
        ["The row of an exported image contains the ID of that image."] = ["New-OSImage Id"],
    };

    private readonly Shell _shell = Shell.WithModule();

    [Fact]
    public void Each_parameter_of_a_resource_is_bound_by_property_name()
    {
        var excepted = Exceptions.Values.SelectMany(names => names).ToArray();
        var parameters = Infos().SelectMany(info => info.Parameters.Values.Select(parameter => (info.Name, Parameter: parameter)))
            .Where(item => item.Parameter.ParameterType != typeof(SwitchParameter)
                && !Cmdlet.CommonParameters.Contains(item.Parameter.Name))
            .ToArray();
        var unbound = parameters.Where(item => !item.Parameter.ParameterSets.Values.Any(
            set => set.ValueFromPipelineByPropertyName || set.ValueFromPipeline)).ToArray();

        Assert.All(unbound, item => Assert.True(
            excepted.Contains($"{item.Name} {item.Parameter.Name}") || excepted.Contains(item.Parameter.Name),
            $"{item.Name} {item.Parameter.Name}"));
        Assert.All(excepted, name => Assert.Contains(
            unbound, item => item.Parameter.Name == name || $"{item.Name} {item.Parameter.Name}" == name));
    }

    [Fact]
    public void A_Set_cmdlet_distinguishes_columns_of_rows_from_properties_of_objects()
        => Assert.All(
            Infos().Where(info => info.Verb == "Set" && info.Name is not ("Set-OSImageMember" or "Set-OSImageMetadefTag")),
            info => Assert.All(
                info.ImplementingType.GetProperties().Where(property =>
                    property.GetCustomAttributes(typeof(ParameterAttribute), inherit: true).Cast<ParameterAttribute>()
                        .Any(parameter => parameter.ValueFromPipelineByPropertyName && !parameter.Mandatory)),
                property => Assert.Contains(
                    property.GetCustomAttributes(inherit: true),
                    attribute => attribute.GetType().Name.EndsWith("RowSettingAttribute", StringComparison.Ordinal))));

    public void Dispose() => _shell.Dispose();

    private CmdletInfo[] Infos()
        =>
        [
            .. _shell.Run("Get-Command -Module OpenStackImage").MustSucceed().Output.Select(item => (CmdletInfo)item.BaseObject)
                .Where(info => Verbs.Contains(info.Verb)),
        ];
}
