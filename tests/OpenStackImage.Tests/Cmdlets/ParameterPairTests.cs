using System.Management.Automation;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>
/// Rule 1 of docs/reliability.md: each pair of optional parameters of each parameter set is applied or refused. A parameter is ignored if
/// requests, bodies, results, errors and warnings are the same with and without it, although it makes a difference on its own.
/// </summary>
public sealed partial class ParameterPairTests : IAsyncLifetime
{
    /// <summary>Parameters whose effect this test cannot see, and the tests that show it.</summary>
    private static readonly Dictionary<string, string> Unseen = new()
    {
        ["Session"] = "ObjectSessionTests",
        ["ThrottleLimit"] = "FanOutTests",
        ["TimeoutSec"] = "RetryTests",
        ["CACertificate"] = "CertificateTests",
        ["SkipCertificateCheck"] = "CertificateTests",
        ["Quiet"] = "ConnectTests",
        ["Skip"] = "ListSafetyTests",
        ["Last"] = "RequestTests",
        ["SkipIfUnchanged"] = "SkipIfUnchangedTests",
    };

    /// <summary>Pairs in which one parameter makes the other one unnecessary without contradicting it.</summary>
    private static readonly string[] Redundant =
    [
        "Add-OSImageMember Accept MemberSession", // Both accept the image.
        "Sync-OSImageMember KeepExtra Force", // Nothing is removed.
        "Save-OSImage Force Resume", // There is no earlier download to continue.
        "New-OSImage SkipFormatCheck Path", // The data has the format that is specified.
        "Set-OSImage Tag RemoveTag", // -Tag removes all other tags.
    ];

    private readonly PairCloud _pairs = new();

    public static TheoryData<string, string> Sets
    {
        get
        {
            var data = new TheoryData<string, string>();
            using var shell = Shell.WithModule();
            var sets = shell.Run("Get-Command -Module OpenStackImage | ForEach-Object { $c = $_; $c.ParameterSets | ForEach-Object { "
                + "[pscustomobject]@{ Command = $c.Name; Set = $_.Name } } }").Output;
            foreach (var set in sets)
            {
                var (command, name) = (set.Text("Command")!, set.Text("Set")!);

                // The other ways to sign in differ in the credential only, the sets of uploads in the data only; Remote needs two clouds.
                var isLikeAnother = command is "Connect-OpenStack" ? name != "Password"
                    : name is "LiteralPath" or "InputStream" or "InputObject" or "Remote";
                // Wait-OSImage waits until something happens; WaitImageTests show its parameters.
                if (!isLikeAnother && command is not "Wait-OSImage")
                {
                    data.Add(command, name);
                }
            }

            return data;
        }
    }

    public ValueTask InitializeAsync() => _pairs.StartAsync();

    [LocalCloudTheory("runs thousands of commands")]
    [MemberData(nameof(Sets))]
    public void No_parameter_is_ignored_in_combination_with_another(string command, string set)
    {
        var parameters = ParametersOf(command, set);
        var mandatory = string.Join(
            ' ', parameters.Where(parameter => parameter.IsMandatory).Select(parameter => PairValues.Written(command, parameter)));
        var always = PairValues.Always.GetValueOrDefault($"{command} {set}", "");
        var given = OptionName().Matches(always).Select(match => match.Groups[1].Value).ToHashSet();
        var optional = parameters
            .Where(parameter => !parameter.IsMandatory && !Unseen.ContainsKey(parameter.Name) && PairValues.Has(command, parameter))
            .ToArray();
        var start = $"{command} {mandatory} {always}";
        var nothing = Observe(start);
        var alone = optional.Where(parameter => !given.Contains(parameter.Name))
            .ToDictionary(parameter => parameter.Name, parameter => Observe($"{start} {PairValues.Written(command, parameter)}"));
        var ignored = alone
            .Where(parameter => parameter.Value == nothing && !nothing.IsRefused && !IsOnlyWithAnother(command, parameter.Key))
            .Select(parameter => $"{command} -{parameter.Key}").ToList();

        foreach (var (first, second) in Pairs([.. optional.Where(parameter => alone.ContainsKey(parameter.Name))]))
        {
            if (Redundant.Contains($"{command} {first.Name} {second.Name}")
                || Redundant.Contains($"{command} {second.Name} {first.Name}"))
            {
                continue;
            }

            var both = Observe($"{start} {PairValues.Written(command, first)} {PairValues.Written(command, second)}");
            if (!both.IsRefused
                && ((both.Text == alone[first.Name].Text && alone[second.Name].Text != nothing.Text)
                    || (both.Text == alone[second.Name].Text && alone[first.Name].Text != nothing.Text)))
            {
                ignored.Add($"{command} -{first.Name} -{second.Name}");
            }
        }

        Assert.Empty(ignored);
    }

    public ValueTask DisposeAsync() => _pairs.DisposeAsync();

    private CommandObservation Observe(string command) => CommandObservation.Of(command, _pairs);

    private CmdletParameter[] ParametersOf(string command, string set)
    {
        var common = Cmdlet.CommonParameters.Concat(Cmdlet.OptionalCommonParameters).Except(["First", "Skip", "IncludeTotalCount"])
            .ToHashSet();
        var all = _pairs.Shell.Run(
            $"(Get-Command {command}).ParameterSets | Where-Object Name -eq '{set}' | ForEach-Object Parameters").Output;
        return [.. all
            .Select(parameter => new CmdletParameter(
                parameter.Text("Name")!,
                parameter.Value<bool>("IsMandatory"),
                parameter.Text("ParameterType") == typeof(SwitchParameter).FullName))
            .Where(parameter => !common.Contains(parameter.Name))];
    }

    /// <summary>Switches and values that repeat a default, or that have an effect only together with certain others.</summary>
    private static bool IsOnlyWithAnother(string command, string parameter) => $"{command} {parameter}" switch
    {
        "Connect-OpenStack ProjectName" or "Connect-OpenStack UserDomain" or "Connect-OpenStack ProjectDomain" => true,
        "Connect-OpenStack UserName" or "ConvertTo-OpenStackSequenceDiagram Request" => true,
        "Add-OSImageMember SetShared" or "Add-OSImageMember SkipExisting" => true,
        _ when parameter is "Force" or "Resume" or "SkipFormatCheck" or "IncludeTotalCount" => true,
        "Get-OSImage MemberStatus" or "Connect-OpenStack Unscoped" or "Get-OSImage First" => true,

        // The image has no tasks.
        "Get-OSImageTask Status" or "Get-OSImageTask Type" => true,
        _ => false,
    };

    private static IEnumerable<(T First, T Second)> Pairs<T>(IReadOnlyList<T> items)
    {
        for (var first = 0; first < items.Count; first++)
        {
            for (var second = first + 1; second < items.Count; second++)
            {
                yield return (items[first], items[second]);
            }
        }
    }

    [GeneratedRegex(@"-(\w+)")]
    private static partial Regex OptionName();
}
