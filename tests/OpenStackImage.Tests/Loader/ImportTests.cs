using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Loader;

public sealed class ImportTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Names = "Get-Command -Module OpenStackImage | ForEach-Object Name";

    [Fact]
    public void The_manifest_lists_exactly_the_existing_cmdlets()
    {
        var listed = Shell.Set("manifest", Build.ModuleManifest)
            .Run("(Test-ModuleManifest $manifest).ExportedCmdlets.Keys").MustSucceed().Output.Select(name => name.ToString()).Order()
            .ToArray();
        var exported = Shell.Run(Names).MustSucceed().Output.Select(name => name.ToString()).Order();
        var built = ModuleAssembly.GetExportedTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}")
            .Order();

        Assert.NotEmpty(listed);
        Assert.Equal(listed, exported);
        Assert.Equal(listed, built);
    }

    [Fact]
    public void Every_verb_is_approved()
    {
        var verbs = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal) && type.IsAbstract && type.IsSealed)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Select(field => (string?)field.GetValue(null))
            .ToHashSet();

        Assert.All(Shell.Run(Names).MustSucceed().Output, name => Assert.Contains(name.ToString()!.Split('-')[0], verbs));
    }

    [Fact]
    public void Importing_again_with_Force_keeps_the_cmdlets_and_the_session()
    {
        Connect(Demo);
        var before = Shell.Run(Names).MustSucceed().Output.Select(name => name.ToString()).ToArray();

        Shell.ImportModule("-Force");
        Shell.ImportModule("-Force");

        Assert.Equal(before, Shell.Run(Names).MustSucceed().Output.Select(name => name.ToString()));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
        Shell.Run("Get-OSImage -Visibility private -Session $demo").MustSucceed();
    }

    [Fact]
    public void The_module_can_be_removed_and_imported_again()
    {
        Shell.Run("Remove-Module OpenStackImage").MustSucceed();
        Assert.IsType<CommandNotFoundException>(Shell.Run("Get-OSImage").MustTerminate().Exception);

        Shell.ImportModule();

        Assert.Equal("NotConnected", Shell.Run("Get-OSImage").MustTerminate().Id());
    }

    [Fact]
    public void A_second_runspace_has_its_own_cmdlets_views_and_sessions()
    {
        Connect(Demo);
        using var second = Shell.WithModule();

        Assert.Equal(
            Shell.Run(Names).MustSucceed().Output.Select(name => name.ToString()),
            second.Run(Names).MustSucceed().Output.Select(name => name.ToString()));
        second.Connect(Cloud.AuthUrl, Alt);
        Assert.Equal(["demo"], Shell.Run("Get-OpenStackSession").Texts("UserName"));
        Assert.Equal(["alt"], second.Run("Get-OpenStackSession").Texts("UserName"));
    }

    [Fact]
    public async Task A_session_can_be_passed_to_another_runspace()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("handed over"));
        Connect(Demo);
        using var second = Shell.WithModule();

        second.Set("session", Shell.Run("$demo").Single());

        Assert.Equal([id], second.Run($"Get-OSImage {id} -Session $session").Texts("Id"));
    }

    [Fact]
    public async Task ForEach_Object_Parallel_works_with_the_session_of_the_caller()
    {
        var images = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            var id = await Demo.CreateImageAsync(TestCloud.Name("parallel"));
            await Demo.ShareAsync(id, Alt);
            images.Add(id);
        }

        Connect(Demo);
        Shell.Set("images", images);

        var result = Shell.Run("""
            $images | ForEach-Object -ThrottleLimit 3 -Parallel {
                Import-Module $using:manifest
                Get-OSImageMember $_ -Session $using:demo
            }
            """);

        Assert.Equal(images.Order(), result.Texts("ImageId").Order());
    }

    [Fact]
    public void ForEach_Object_Parallel_has_no_default_session()
    {
        Connect(Demo);

        var result = Shell.Run("1 | ForEach-Object -Parallel { Import-Module $using:manifest; Get-OSImage }");

        Assert.StartsWith("NotConnected", result.SingleError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_in_another_folder_works_with_the_same_sessions()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("copied"));
        var copy = Directory.CreateTempSubdirectory("openstackimage-copy-");
        try
        {
            Build.CopyModule(copy);
            Connect(Demo);
            using var second = Shell.WithoutModule();
            second.Run($"Import-Module '{copy.FullName}/OpenStackImage.psd1'").MustSucceed();
            second.Connect(Cloud.AuthUrl, Demo);

            Assert.Equal([id], second.Set("session", Shell.Run("$demo").Single()).Run($"Get-OSImage {id} -Session $session").Texts("Id"));
            Assert.Equal([id], second.Run($"Get-OSImage (Get-OSImage {id})").Texts("Id"));
            Assert.Equal([id], Shell.Run($"Get-OSImage (Get-OSImage {id})").Texts("Id"));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("OpenStackImage.OpenStackSession")]
    [InlineData("OpenStackImage.ImageMember")]
    [InlineData("OpenStackImage.Image")]
    [InlineData("OpenStackImage.OpenStackRequest")]
    [InlineData("OpenStackImage.OpenStackException")]
    public void The_types_resolve_by_name(string type) => Assert.Equal(type, Shell.Run($"[{type}].FullName").Single().ToString());

    [Fact]
    public async Task Objects_are_of_the_types_that_resolve_by_name_in_each_runspace()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("typed"));
        await Demo.ShareAsync(id, Alt);
        using var second = Shell.WithModule();
        second.Connect(Cloud.AuthUrl, Demo);

        Assert.Equal("True", second.Run($"(Get-OSImageMember {id}) -is [OpenStackImage.ImageMember]").Single().ToString());
    }

    [Fact]
    public void Errors_can_be_caught_by_type()
    {
        Connect(Demo);

        var caught = Shell.Run(
            "try { Get-OSImage 'no such image' -ErrorAction Stop } catch [OpenStackImage.NameNotFoundException] { 'caught' }");

        Assert.Equal("caught", caught.Single().ToString());
    }

    [Fact]
    public void The_module_and_its_libraries_are_in_a_separate_load_context()
    {
        Connect(Demo);

        var context = AssemblyLoadContext.GetLoadContext(ModuleAssembly)!;

        Assert.NotSame(AssemblyLoadContext.Default, context);
        Assert.Superset(
            new HashSet<string?> { "OpenStackImage", "OpenStackImage.Client", "Flurl", "Flurl.Http", "Newtonsoft.Json" },
            context.Assemblies.Select(assembly => assembly.GetName().Name).ToHashSet());
        Assert.All(context.Assemblies, assembly => Assert.Equal(Build.ModuleFolder, Path.GetDirectoryName(assembly.Location)));
        Assert.DoesNotContain(context.Assemblies, assembly => assembly.GetName().Name == "System.Management.Automation");
    }

    private Assembly ModuleAssembly
        => Assert.IsAssignableFrom<Type>(Shell.Run("(Get-Command Get-OSImage).ImplementingType").Single().BaseObject).Assembly;
}
