using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The layout of the repository: one resource, one folder name, in the client, the module and the tests.</summary>
public sealed partial class LayoutTests
{
    private const string Client = "OpenStackImage.Client";
    private const string Module = "OpenStackImage";

    private static readonly string[] Resources =
    [
        "Images", "Members", "ImageData", "Imports", "Tasks", "ServiceInfo", "Cache", "Locations", "Schemas", "Metadefs", "Projects",
        "Reports", "Sharing",
    ];

    private static readonly Lazy<FolderDependencies> ClientDependencies = new(() => FolderDependencies.Of(Client));

    [Fact]
    public void The_client_has_a_folder_per_resource_and_six_below_them()
        => Assert.Equal(
            [.. Resources.Concat(["Http", "Identity", "Configuration", "Errors", "Files", "Display"]).Order()], FoldersOf("src", Client));

    [Fact]
    public void The_module_has_the_same_resource_folders()
        => Assert.Equal([.. Resources.Concat(["Cmdlets", "Sessions", "Completion", "Formatting"]).Order()], FoldersOf("src", Module));

    [Fact]
    public void The_tests_of_the_cmdlets_are_in_folders_of_the_same_names()
    {
        var allowed = FoldersOf("src", Module).Concat(["Loader", "Faults", "Conventions", "Documentation", "Harness"]);

        Assert.Empty(FoldersOf("tests", "OpenStackImage.Tests").Except(allowed));
    }

    [Fact]
    public void The_tests_of_the_client_are_in_folders_of_the_same_names()
        => Assert.Empty(FoldersOf("tests", "OpenStackImage.Client.Tests").Except(FoldersOf("src", Client)).Except(["Harness"]));

    /// <summary>The session is the root of the client: it depends on authentication and HTTP, and the resources depend on it.</summary>
    [Theory]
    [InlineData("Display")]
    [InlineData("Errors", "Display")]
    [InlineData("Files", "Display", "Errors")]
    [InlineData("Http", "Display", "Errors", "Files")]
    [InlineData("Identity", "Display", "Errors", "Files", "Http")]
    [InlineData("Configuration", "Display", "Errors", "Files", "Http", "Identity")]
    [InlineData("", "Display", "Errors", "Files", "Http", "Identity", "Configuration")]
    public void The_lower_folders_of_the_client_do_not_depend_on_those_above(string folder, params string[] allowed)
        => Assert.Empty(ClientDependencies.Value.UsedBy(folder).Except(allowed));

    [Fact]
    public void No_two_folders_of_the_client_use_types_of_each_other()
        => Assert.Empty(ClientDependencies.Value.TwoWay);

    [Fact]
    public void No_two_folders_of_the_module_use_types_of_each_other()
        => Assert.Empty(FolderDependencies.Of(Module).TwoWay);

    [Fact]
    public void No_two_types_that_are_shipped_share_a_name()
    {
        var files = new[] { Client, Module, "OpenStackImage.Loader" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Build.Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any());

        var declarations = files.SelectMany(file => TypeDeclaration().Matches(File.ReadAllText(file))
            .Where(match => !match.Value.Contains("partial ", StringComparison.Ordinal))
            .Select(match => (Name: match.Groups["name"].Value + match.Groups["arguments"].Value.Count(c => c == ','), File: file)));

        Assert.Empty(
            declarations.GroupBy(type => type.Name).Where(same => same.Count() > 1)
                .Select(same => string.Join(", ", same.Select(type => type.File))));
    }

    private static string[] FoldersOf(string root, string project)
        =>
        [
            .. Directory.EnumerateDirectories(Path.Combine(Build.Root, root, project))
                .Select(folder => Path.GetFileName(folder))
                .Except(["bin", "obj"])
                .Order(),
        ];

    [GeneratedRegex(
        @"^(public |internal )[a-z ]*(class|record|interface|enum|struct) (?<name>\w+)(?<arguments><[^>]*>)?", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
