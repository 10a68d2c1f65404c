using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Metadefs;

/// <summary>Namespaces: made, seen, changed, removed, and taken from a file.</summary>
public sealed class NamespaceTests(TestCloud cloud) : MetadefTests(cloud)
{
    private const string Watchdog = "OS::Compute::Watchdog";

    [Fact]
    public void What_comes_with_Glance()
    {
        Connect(Demo);

        Assert.Equal("DisplayName=Watchdog Behavior Visibility=public IsProtected=True Properties=watchdog_action", Shown($"Get-OSImageMetadefNamespace {Watchdog}", "DisplayName", "Visibility", "IsProtected", "Properties"));
        Assert.Equal("Properties=hw_watchdog_action", Shown($"Get-OSImageMetadefNamespace {Watchdog} -ResourceType OS::Glance::Image", "Properties"));
        Assert.Contains(Watchdog, Shell.Run("Get-OSImageMetadefNamespace os::compute::w* -ResourceType OS::Nova::Flavor -Visibility public").Texts("Namespace"));
        Assert.Contains("OS::Glance::Image", Shell.Run("Get-OSImageMetadefResourceType").Texts("Name"));
    }

    [Fact]
    public void One_is_made_changed_in_part_and_removed()
    {
        var name = Made("-DisplayName One -Description first -Visibility public -Protected $true");

        Shell.Run($"Set-OSImageMetadefNamespace {name} -Description second -Protected $false").MustSucceed();

        Assert.Equal("DisplayName=One Description=second Visibility=public IsProtected=False", Shown($"Get-OSImageMetadefNamespace {name}", "DisplayName", "Description", "Visibility", "IsProtected"));
        Shell.Run($"Remove-OSImageMetadefNamespace {name} -Confirm:$false").MustSucceed();
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageMetadefNamespace {name}").SingleError(), "MetadefNotFound", name);
    }

    [Fact]
    public void A_file_makes_one_with_all_that_lies_in_it()
    {
        Connect(Admin);
        var name = Space();
        var file = Path.Combine(Directory.CreateTempSubdirectory("openstackimage-").FullName, "namespace.json");
        File.WriteAllText(file, $$"""
            {
              "namespace": "{{name}}", "display_name": "From a file", "visibility": "public",
              "properties": { "speed": { "title": "Speed", "type": "integer", "minimum": 1 } },
              "objects": [{ "name": "engine", "required": ["fuel"], "properties": { "fuel": { "title": "Fuel", "type": "string", "enum": ["gas", "coal"] } } }],
              "tags": [{ "name": "fast" }],
              "resource_type_associations": [{ "name": "OS::Glance::Image", "prefix": "x_" }]
            }
            """);

        Assert.Equal($"What if: Make namespace '{name}' with all that lies in it from namespace.json.", Assert.Single(Shell.Show($"Import-OSImageMetadefNamespace '{file}' -WhatIf")));
        Shell.Run($"Import-OSImageMetadefNamespace '{file}'").MustSucceed();

        Assert.Equal("DisplayName=From a file Properties=speed Objects=engine Tags=fast ResourceTypes=OS::Glance::Image", Shown($"Get-OSImageMetadefNamespace {name}", "DisplayName", "Properties", "Objects", "Tags", "ResourceTypes"));
        Assert.Equal("Required=fuel Properties=fuel", Shown($"Get-OSImageMetadefObject {name} engine", "Required", "Properties"));
    }

    [Fact]
    public void Paths_that_mean_no_file_are_an_error_each_and_stop_no_other()
    {
        Connect(Admin);
        var name = Space();
        var folder = Directory.CreateTempSubdirectory("openstackimage-").FullName;
        var file = Path.Combine(folder, "good.json");
        File.WriteAllText(file, $$"""{ "namespace": "{{name}}" }""");
        string[] bad = [Path.Combine(folder, "nosuch.json"), folder, "nodrive:\\x.json"];

        var result = Shell.Set("bad", bad).Set("good", file).Run("$bad + $good | Import-OSImageMetadefNamespace");

        Assert.Equal([name], result.Output.Select(made => made.Text("Namespace")));
        Assert.Equal(bad, result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => ErrorsPage.AssertTold(error, "FileFailed", (string)error.TargetObject));
    }

    [Theory]
    [InlineData("[1, 2]", "no object")]
    [InlineData("{ \"namespace\": ", "not JSON")]
    [InlineData("{ \"display_name\": \"x\" }", "no \"namespace\"")]
    public void A_file_that_is_none_is_told_before_anything_is_sent(string text, string told)
    {
        Connect(Admin);
        var file = Path.Combine(Directory.CreateTempSubdirectory("openstackimage-").FullName, "broken.json");
        File.WriteAllText(file, text);

        ErrorsPage.AssertTold(Shell.Run($"Import-OSImageMetadefNamespace '{file}'").SingleError(), "MetadefInvalid", told);
        Assert.Empty(Requests());
    }

    [Fact]
    public void What_is_refused()
    {
        var name = Made("-Visibility public -Protected $true");

        ErrorsPage.AssertExplained(Shell.Run($"New-OSImageMetadefNamespace {name}").SingleError(), "MetadefExists", name);
        ErrorsPage.AssertExplained(Shell.Run($"Remove-OSImageMetadefNamespace {name} -Confirm:$false").SingleError(), "MetadefProtected", "-Protected $false");
        ErrorsPage.AssertTold(Shell.Run("Get-OSImageMetadefNamespace 'a/b'").SingleError(), "MetadefNameRefused", "a/b");
        ErrorsPage.AssertTold(Shell.Run("Get-OSImageMetadefNamespace ..").SingleError(), "MetadefNameRefused");

        Connect(Demo);
        ErrorsPage.AssertExplained(Shell.Run("New-OSImageMetadefNamespace Demo::Space").SingleError(), "AdminRequired", "admin's session");
        ErrorsPage.AssertExplained(Shell.Run($"Set-OSImageMetadefNamespace {name} -Description x").SingleError(), "AdminRequired");
    }

    [Fact]
    public void A_private_one_of_another_project_is_not_to_be_seen()
    {
        var name = Made("-Visibility private");
        Connect(Demo);

        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageMetadefNamespace {name}").SingleError(), "MetadefNotFound", name);
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageMetadefTag {name}").SingleError(), "MetadefNotFound", name);
    }

    [Fact]
    public void Names_that_are_special_in_addresses_are_escaped()
    {
        Connect(Admin);
        var name = Space("a b?c#d%25");

        Shell.Run($"New-OSImageMetadefNamespace '{name}' -Visibility public; New-OSImageMetadefTag '{name}' 'x y?z'").MustSucceed();

        Assert.Equal($"Namespace={name} Tags=x y?z", Shown($"Get-OSImageMetadefNamespace ([WildcardPattern]::Escape('{name}'))", "Namespace", "Tags"));
    }
}
