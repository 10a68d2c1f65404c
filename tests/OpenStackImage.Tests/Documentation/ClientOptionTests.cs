using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>
/// The second table of docs/from-openstack-client.md has every option of the clients that are installed, and only parameters that exist.
/// </summary>
public sealed partial class ClientOptionTests
{
    /// <summary>The output options of cliff and the help options. The page explains what replaces them.</summary>
    private static readonly HashSet<string> OutputOptions =
    [
        "--help", "--format", "--column", "--quote", "--noindent", "--variable", "--prefix", "--max-width", "--fit-width", "--print-empty",
        "--sort-column", "--sort-ascending", "--sort-descending",
    ];

    /// <summary>The commands of the glance client that concern the client itself.</summary>
    private static readonly HashSet<string> OwnCommands = ["help", "bash-completion", "bash_completion", "-h"];

    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Build.Root, "docs", "from-openstack-client.md"));

    private static IReadOnlyList<(string Command, string Option, string Equivalent)> Rows { get; } =
    [
        .. Page.SkipWhile(line => line != "## Options").Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => Border().Split(line.Trim('|')).Select(cell => cell.Trim()).ToArray())
            .Select(cells => (cells[0].Trim('`'), cells[1].Trim('`'), cells[2])),
    ];

    [Fact]
    public void Each_option_has_one_row_with_an_equivalent_or_the_reason_why_there_is_none()
    {
        Assert.Equal(Rows.Count, Rows.Select(row => (row.Command, row.Option)).Distinct().Count());
        Assert.All(Rows, row => Assert.True(
            row.Equivalent.StartsWith("none: ", StringComparison.Ordinal) || Parameter().IsMatch(row.Equivalent), $"{row}"));
    }

    [Fact]
    public void The_page_states_how_many_options_have_an_equivalent()
    {
        var options = Rows.Where(row => row.Option.Length > 0).ToArray();
        var without = options.Count(row => row.Equivalent.StartsWith("none: ", StringComparison.Ordinal));
        var text = string.Join(' ', Page);

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{options.Length - without} options have an equivalent."), text);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{without} options have none"), text);
    }

    [Fact]
    public void The_cmdlets_and_parameters_exist()
    {
        using var shell = Shell.WithModule();
        var commands = shell.Run("Get-Command -Module OpenStackImage").MustSucceed().Output
            .Select(command => (CmdletInfo)command.BaseObject).ToDictionary(command => command.Name);

        foreach (var row in Rows)
        {
            foreach (Match match in Parameter().Matches(row.Equivalent))
            {
                var command = Assert.Contains(match.Groups["cmdlet"].Value, (IDictionary<string, CmdletInfo>)commands);
                if (match.Groups["parameter"].Value is { Length: > 0 } parameter)
                {
                    Assert.True(command.Parameters.ContainsKey(parameter), $"{row}: {command.Name} has no -{parameter}.");
                    AssertRunnable(row.Equivalent, match.Groups["parameter"], command.Parameters[parameter].ParameterType);
                }
            }
        }
    }

    /// <summary>A Boolean parameter that is not a switch needs its value, and a switch must have none.</summary>
    private static void AssertRunnable(string equivalent, Group parameter, Type type)
    {
        var rest = equivalent.AsSpan(parameter.Index + parameter.Length);
        var hasValue = rest.StartsWith(" $true", StringComparison.Ordinal) || rest.StartsWith(" $false", StringComparison.Ordinal);
        var needsValue = (Nullable.GetUnderlyingType(type) ?? type) == typeof(bool);
        Assert.True(hasValue == needsValue, $"{equivalent}: {parameter.Value} is a {type.Name}.");
    }

    [OpenStackClientFact]
    public async Task Every_option_of_the_installed_openstack_client_is_listed()
    {
        var listed = Rows.Select(row => $"{row.Command} {row.Option}").ToHashSet();
        var script = await RunAsync(OpenStackClient.Program!, "complete");

        var options = ImageCommand().Matches(script)
            .SelectMany(match => match.Groups["options"].Value.Split(' ')
                .Where(option => option.StartsWith("--", StringComparison.Ordinal) && !OutputOptions.Contains(option))
                .Select(option => $"openstack {match.Groups["command"].Value.Replace('_', ' ')} {option}"))
            .ToArray();

        Assert.Contains("openstack image create --id", options);
        Assert.All(options, option => Assert.Contains(option, listed));
    }

    [GlanceClientFact]
    public async Task Every_command_and_option_of_the_installed_glance_client_is_listed()
    {
        var glance = Rows.Where(row => row.Command.StartsWith("glance ", StringComparison.Ordinal)).ToArray();
        var listed = glance.Select(row => row.Command["glance ".Length..]).Concat(glance.Select(row => row.Option)).ToHashSet();
        var words = (await RunAsync(OpenStackClient.Glance!, "bash-completion"))
            .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Except(OwnCommands).Except(OutputOptions).ToArray();

        Assert.Contains("image-create", words);
        Assert.All(words.Where(word => !word.StartsWith("--os-", StringComparison.Ordinal)), word => Assert.Contains(word, listed));
    }

    private static async Task<string> RunAsync(string program, string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(program, argument)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await errors;
        return output;
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Border();

    [GeneratedRegex("`(?:[^`]*\\| )?(?<cmdlet>[A-Z][a-z]+-OS[A-Za-z]+)(?: -(?<parameter>[A-Za-z]+))?[^`]*`")]
    private static partial Regex Parameter();

    /// <summary>A line of the completion script: cmds_image_create='-h --help ...'.</summary>
    [GeneratedRegex("^ *cmds_(?<command>(cached_)?image_[a-z_]+)='(?<options>-[^']*)'", RegexOptions.Multiline)]
    private static partial Regex ImageCommand();
}
