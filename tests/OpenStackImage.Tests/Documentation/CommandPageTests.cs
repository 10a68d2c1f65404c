using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The pages of docs/cmdlets, Get-Help and the manifest match the cmdlets.</summary>
public sealed class CommandPageTests : IDisposable
{
    private const string SampleImages = "the examples are about the sample images";

    private readonly Shell _shell = Shell.WithModule();

    public static TheoryData<string> Pages => [.. PageNames];

    private static IEnumerable<string> PageNames
        => Directory.EnumerateFiles(PageFolder, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    private static string PageFolder => Path.Combine(Build.Root, "docs", "cmdlets");

    [Fact]
    public async Task The_pages_are_up_to_date()
    {
        var check = await PlaygroundProcess.RunAsync("dotnet", [Build.HelpProgram, "--check"]);

        Assert.Equal(("", 0), (check.Errors, check.ExitCode));
    }

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
        => Assert.Equal(PageNames, Commands().Select(command => command.Name).Order());

    [Fact]
    public void Every_page_has_a_description_and_two_examples_that_are_run()
        => Assert.All(PageNames, name =>
        {
            var page = File.ReadAllLines(Path.Combine(PageFolder, name + ".md"));
            Assert.NotEmpty(Between(page, "## DESCRIPTION", "## EXAMPLES"));
            var titles = page.Where(line => line.StartsWith("### Example ", StringComparison.Ordinal)).Select(line => line[4..]).ToArray();
            Assert.True(titles.Length >= 2, $"{name} needs two examples.");
            Assert.All(titles, title => Assert.Matches("^Example [0-9]+: [A-Z]", title));
            Assert.Equal(titles, ExampleBlock.Read(page).Select(block => block.Section).Distinct());
        });

    [Fact]
    public void The_commands_of_the_examples_can_be_copied()
        => Assert.All(
            PageNames,
            name => Assert.DoesNotContain(
                File.ReadLines(Path.Combine(PageFolder, name + ".md")), line => line.StartsWith("PS> ", StringComparison.Ordinal)));

    [LocalCloudTheory(SampleImages)]
    [MemberData(nameof(Pages))]
    public Task The_examples_write_the_output_of_the_page(string page) => ExampleRunner.RunAsync(Path.Combine(PageFolder, page + ".md"));

    [Fact]
    public void Get_Help_has_every_section_of_every_cmdlet()
        => Assert.All(Commands(), command =>
        {
            var help = _shell.Run($"Get-Help {command.Name} -Full").Single();
            Assert.Equal(command.Name, help.Text("Name"));
            Assert.NotEmpty(help.Text("Synopsis")!.Trim());
            Assert.NotEmpty(Texts(help.Get("description")));
            Assert.True(Items(help.Get("examples"), "example").Length >= 2, command.Name);
            var own = command.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
                .Select(parameter => parameter.Name);
            var described = Items(help.Get("parameters"), "parameter");
            Assert.Equal(own.Order(), described.Select(parameter => parameter.Text("name")!).Order());
            Assert.All(described, parameter => Assert.NotEmpty(Texts(parameter.Get("description"))));
            Assert.Equal(command.ParameterSets.Count, Items(help.Get("syntax"), "syntaxItem").Length);
            Assert.Equal(command.OutputType.Count, Items(help.Get("returnValues"), "returnValue").Length);
        });

    [Fact]
    public void Get_Help_shows_the_about_topics()
        => Assert.All(Directory.EnumerateFiles(Path.Combine(Build.Root, "docs", "about"), "about_*.md"), page =>
        {
            var name = Path.GetFileNameWithoutExtension(page);
            var text = _shell.Run($"Get-Help {name}").Single().ToString();
            Assert.StartsWith("TOPIC", text, StringComparison.Ordinal);
            Assert.Contains(name, text, StringComparison.Ordinal);
            Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120, line));
        });

    public void Dispose() => _shell.Dispose();

    private CmdletInfo[] Commands()
        => [.. _shell.Run("Get-Command -Module OpenStackImage").MustSucceed().Output.Select(item => (CmdletInfo)item.BaseObject)];

    private static string[] Between(string[] page, string start, string end)
        => [.. page.SkipWhile(line => line != start).Skip(1).TakeWhile(line => line != end).Where(line => line.Length > 0)];

    private static PSObject[] Items(object? parent, string name)
        => parent is PSObject item && item.Properties[name]?.Value is { } value
            ? [.. LanguagePrimitives.GetEnumerable(value)?.Cast<object>().Select(PSObject.AsPSObject) ?? [PSObject.AsPSObject(value)]]
            : [];

    private static string Texts(object? paragraphs)
        => string.Join(
            ' ',
            (LanguagePrimitives.GetEnumerable(paragraphs) ?? Array.Empty<object>()).Cast<object>()
                .Select(paragraph => PSObject.AsPSObject(paragraph).Text("Text"))).Trim();
}
