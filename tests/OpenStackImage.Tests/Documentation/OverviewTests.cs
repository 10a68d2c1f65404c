using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>
/// docs/from-openstack-client.md names every cmdlet and every command, and docs/architecture.md names every folder. The examples of the
/// cmdlet pages show that the cmdlets do what the table says.
/// </summary>
public sealed partial class OverviewTests
{
    /// <summary>The image commands of the openstack client (python-openstackclient, pyproject.toml, openstack.image.v2).</summary>
    private static readonly string[] ClientCommands =
    [
        "image add project", "image create", "image delete", "image list", "image member list", "image remove project", "image member get",
        "image save", "image show", "image set", "image unset",
        "image stage", "image task show", "image task list", "image import info", "image import", "image stores list",
        "image metadef namespace create", "image metadef namespace delete", "image metadef namespace list", "image metadef namespace set",
        "image metadef namespace show", "image metadef namespace unset",
        "image metadef object create", "image metadef object show", "image metadef object list", "image metadef object delete",
        "image metadef object update", "image metadef object property show",
        "image metadef property create", "image metadef property delete", "image metadef property list", "image metadef property set",
        "image metadef property show",
        "image metadef resource type list", "image metadef resource type association create",
        "image metadef resource type association delete", "image metadef resource type association list",
        "cached image list", "cached image queue", "cached image delete", "cached image clear",
    ];

    [Fact]
    public void The_table_names_every_cmdlet_and_no_other()
    {
        var named = Rows().SelectMany(row => Cmdlets(row.Cmdlets)).Distinct().Order().ToArray();

        using var shell = Shell.WithModule();
        Assert.Equal(
            shell.Run("(Get-Module OpenStackImage).ExportedCmdlets.Keys").MustSucceed().Output.Select(name => (string)name.BaseObject)
                .Order(),
            named);
        Assert.All(named, name => Assert.True(File.Exists(Path.Combine(Build.Root, "docs", "cmdlets", name + ".md")), name));
    }

    [Fact]
    public void No_row_of_the_table_is_empty()
        => Assert.All(Rows(), row => Assert.NotEmpty(row.Openstack.Trim() is { Length: > 0 } ? Cmdlets(row.Cmdlets) : []));

    [Fact]
    public void Every_image_command_of_the_openstack_client_has_a_row()
    {
        var listed = Rows().SelectMany(row => Commands(row.Openstack)).ToHashSet();

        Assert.All(ClientCommands, command => Assert.Contains(command, listed));
        Assert.All(
            listed.Where(command => command.Contains("image", StringComparison.Ordinal)),
            command => Assert.Contains(command, ClientCommands));
    }

    [Theory]
    [InlineData("OpenStackImage")]
    [InlineData("OpenStackImage.Client")]
    public void The_architecture_page_names_every_folder(string project)
    {
        var page = File.ReadAllText(Path.Combine(Build.Root, "docs", "architecture.md"));
        var folders = Directory.EnumerateDirectories(Path.Combine(Build.Root, "src", project)).Select(folder => Path.GetFileName(folder))
            .Except(["bin", "obj"]);

        Assert.All(folders, folder => Assert.Contains($"`{folder}/`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tools")]
    [InlineData("tests")]
    public void The_architecture_page_names_every_project(string root)
    {
        var page = File.ReadAllText(Path.Combine(Build.Root, "docs", "architecture.md"));
        var projects = Directory.EnumerateFiles(Path.Combine(Build.Root, root), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension);

        Assert.All(projects, project => Assert.Contains($"`{root}/{project}`", page, StringComparison.Ordinal));
    }

    private static IReadOnlyList<(string Openstack, string Cmdlets)> Rows()
        => [.. File.ReadLines(Path.Combine(Build.Root, "docs", "from-openstack-client.md"))
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => Border().Split(line.Trim('|')))
            .Select(cells => (cells[0], cells[1]))];

    /// <summary>Returns the commands of a cell: "`image metadef property list`, `show`" contains two.</summary>
    private static IEnumerable<string> Commands(string cell)
    {
        var family = "";
        foreach (var words in Quoted().Matches(cell).Select(code => code.Groups["words"].Value))
        {
            var isWhole = words.StartsWith("image ", StringComparison.Ordinal) || words.StartsWith("cached ", StringComparison.Ordinal);
            family = isWhole ? words[..words.LastIndexOf(' ')] : family;
            yield return isWhole ? words : $"{family} {words}";
        }
    }

    /// <summary>Returns the cmdlets of a cell: "`Get-`, `Set-OSImage`" contains two.</summary>
    private static IEnumerable<string> Cmdlets(string cell)
    {
        var verbs = new List<string>();
        foreach (Match name in CmdletName().Matches(cell))
        {
            verbs.Add(name.Groups["verb"].Value);
            if (name.Groups["noun"].Value is { Length: > 0 } noun)
            {
                foreach (var verb in verbs)
                {
                    yield return $"{verb}-{noun}";
                }

                verbs.Clear();
            }
        }
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Border();

    [GeneratedRegex("`(?<words>(?!glance)[a-z]+( [a-z]+)*)( [^`]*)?`")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?<![-A-Za-z])(?<verb>[A-Z][A-Za-z]+)-(?<noun>(OS|OpenStack)[A-Za-z]*)?(?=[^A-Za-z])")]
    private static partial Regex CmdletName();
}
