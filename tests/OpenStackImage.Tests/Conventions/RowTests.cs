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

    /// <summary>The verbs of the cmdlets that do something for each row.</summary>
    private static readonly string[] RowVerbs =
    [
        .. Verbs, "Approve", "Compare", "Copy", "Deny", "Disable", "Enable", "Remove", "Restore", "Save", "Send", "Sync", "Wait",
    ];

    /// <summary>Cmdlets of rows with names only. Their other parameters do not change what happens to a row.</summary>
    private static readonly string[] NamesOnly =
    [
        "Copy-OSImageMember", "Import-OSImageMetadefNamespace", "New-OSImageMetadefTag", "Set-OSImageMetadefTag", "Sync-OSImageSharing",
        .. new[] { "Namespace", "Object", "Property", "ResourceTypeAssociation", "Tag" }.Select(kind => $"Remove-OSImageMetadef{kind}"),
    ];

    /// <summary>Columns of exported objects: they are the state of the object, and are never settings of these cmdlets.</summary>
    private static readonly string[] StateColumns =
    [
        "Copy-OSImage Visibility", "Wait-OSImage Status", "New-OSImage Id", "Send-OSImageData Path", "Send-OSImageData LiteralPath",
    ];

    private const string ReadByCmdlet =
        "The cmdlet reads the columns itself, because PowerShell binds no column to a parameter of another parameter set.";

    /// <summary>Parameters that no column supplies, as "parameter" or "cmdlet parameter", by the reason.</summary>
    private static readonly Dictionary<string, string[]> Exceptions = new()
    {
        ["They say how the command works, and not what the resource is."] =
        [
            "Session", "ThrottleLimit", "MemberSession", "TimeoutSec", "Replaces", "Keep", "RenameReplaced", "ReplacedProperty",
            "Accept", "Force", "PassThru", "SetShared", "SkipExisting", "SkipFormatCheck", "SkipIfUnchanged", "Wait", "New-OSImage Import",
        ],
        [ReadByCmdlet] =
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
            .Where(item => !IsCommon(item.Parameter.Name)).ToArray();
        var unbound = parameters.Where(item => !item.Parameter.ParameterSets.Values.Any(
            set => set.ValueFromPipelineByPropertyName || set.ValueFromPipeline)).ToArray();

        Assert.All(unbound, item => Assert.True(
            excepted.Contains($"{item.Name} {item.Parameter.Name}") || excepted.Contains(item.Parameter.Name),
            $"{item.Name} {item.Parameter.Name}"));
        Assert.All(excepted, name => Assert.Contains(
            unbound, item => item.Parameter.Name == name || $"{item.Name} {item.Parameter.Name}" == name));
    }

    [Fact]
    public void A_column_with_the_name_of_any_other_parameter_is_an_error_of_the_row()
    {
        _shell.Run("Connect-OpenStack -NoAuth -ImageEndpoint http://127.0.0.1:9 -Name there").MustSucceed();
        var cases = Infos(RowVerbs).Where(info => !NamesOnly.Contains(info.Name) && info.Parameters.Values.Any(IsBound))
            .SelectMany(info => info.Parameters.Values.Where(parameter => IsUnread(info, parameter)).Select(parameter => (info, parameter)))
            .ToArray();

        Assert.Equal(RowVerbs, RowVerbs.Where(verb => cases.Any(item => item.info.Verb == verb)));
        Assert.All(cases, item =>
        {
            var row = Row(item.info);
            row.Properties.Add(new PSNoteProperty(item.parameter.Name, "1"));
            var destination = item.info.Parameters.ContainsKey("Destination") && item.parameter.Name != "Destination" ? "there" : null;

            var error = _shell.Set("row", row)
                .Run($"$row | {item.info.Name}{(destination is null ? "" : $" -Destination {destination}")}").SingleError();

            Assert.Equal("InvalidParameters", error.Id());
            Assert.Contains($"-{item.parameter.Name} instead", error.ToString(), StringComparison.Ordinal);
        });
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

    private static bool IsCommon(string name) => Cmdlet.CommonParameters.Contains(name) || Cmdlet.OptionalCommonParameters.Contains(name);

    private static bool IsBound(ParameterMetadata parameter)
        => parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName || set.ValueFromPipeline);

    private static bool IsUnread(CmdletInfo info, ParameterMetadata parameter)
        => !IsBound(parameter) && !IsCommon(parameter.Name) && !StateColumns.Contains($"{info.Name} {parameter.Name}")
            && !Exceptions[ReadByCmdlet].Contains($"{info.Name} {parameter.Name}")
            && !parameter.ParameterSets.Values.All(set => set.IsMandatory && parameter.ParameterSets.ContainsKey("__AllParameterSets"));

    /// <summary>A row that has the mandatory columns of a cmdlet.</summary>
    private static PSObject Row(CmdletInfo info)
    {
        var row = new PSObject();
        foreach (var parameter in info.Parameters.Values.Where(IsBound))
        {
            var isRequired = parameter.Name is "Name" || parameter.ParameterSets.Values.Any(
                set => set.IsMandatory && set.ValueFromPipelineByPropertyName && parameter.ParameterSets.ContainsKey("__AllParameterSets"));
            if (isRequired)
            {
                row.Properties.Add(new PSNoteProperty(parameter.Name, ValueOf(parameter)));
            }
        }

        return row;
    }

    private static string ValueOf(ParameterMetadata parameter)
        => parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault()?.ValidValues[0]
            ?? (parameter.ParameterType == typeof(Uri) ? "http://127.0.0.1:9/" : Guid.NewGuid().ToString());

    private CmdletInfo[] Infos() => Infos(Verbs);

    private CmdletInfo[] Infos(string[] verbs)
        =>
        [
            .. _shell.Run("Get-Command -Module OpenStackImage").MustSucceed().Output.Select(item => (CmdletInfo)item.BaseObject)
                .Where(info => verbs.Contains(info.Verb)),
        ];
}
