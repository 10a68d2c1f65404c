using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Metadefs;

/// <summary>Namespaces: created, read, changed, removed and imported.</summary>
public sealed class NamespaceTests(TestCloud cloud) : MetadefTests(cloud)
{
    private const string Watchdog = "OS::Compute::Watchdog";

    [LocalCloudFact("refuses the removal and the change that restores the protection")]
    public void A_protection_that_cannot_be_restored_is_a_warning_with_the_command_that_restores_it()
    {
        var space = Made();
        Shell.Run(
            $"New-OSImageMetadefResourceTypeAssociation {space} OS::Nova::Flavor; Set-OSImageMetadefNamespace {space} -Protected $true")
            .MustSucceed();
        var isRemoval = false;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => (isRemoval |= request.Method == "DELETE") && request.Method is "DELETE" or "PUT",
            Status = 403,
        });

        var result = Shell.Run($"Remove-OSImageMetadefResourceTypeAssociation {space} OS::Nova::Flavor -Force");

        Cloud.Local.Faults.Clear();
        Assert.Equal(2, result.Errors.Count);
        var command = $"Set-OSImageMetadefNamespace '{space}' -Protected $true";
        Assert.EndsWith($"Use {command}.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Shell.Run($"Set-OSImageMetadefNamespace {space} -Protected $false").MustSucceed();
    }

    [Fact]
    public void The_namespaces_of_Glance_are_read()
    {
        Connect(Demo);

        Assert.Equal(
            "DisplayName=Watchdog Behavior Visibility=public IsProtected=True Properties=watchdog_action",
            Shown($"Get-OSImageMetadefNamespace {Watchdog}", "DisplayName", "Visibility", "IsProtected", "Properties"));
        Assert.Equal(
            "Properties=hw_watchdog_action",
            Shown($"Get-OSImageMetadefNamespace {Watchdog} -ResourceType OS::Glance::Image", "Properties"));
        Assert.Contains(
            Watchdog,
            Shell.Run("Get-OSImageMetadefNamespace os::compute::w* -ResourceType OS::Nova::Flavor -Visibility public").Texts("Namespace"));
        Assert.Contains("OS::Glance::Image", Shell.Run("Get-OSImageMetadefResourceType").Texts("Name"));
    }

    [Fact]
    public void A_namespace_is_created_changed_in_part_and_removed()
    {
        var name = Made("-DisplayName One -Description first -Visibility public -Protected $true");

        Shell.Run($"Set-OSImageMetadefNamespace {name} -Description second -Protected $false").MustSucceed();

        Assert.Equal(
            "DisplayName=One Description=second Visibility=public IsProtected=False",
            Shown($"Get-OSImageMetadefNamespace {name}", "DisplayName", "Description", "Visibility", "IsProtected"));
        Shell.Run($"Remove-OSImageMetadefNamespace {name} -Confirm:$false").MustSucceed();
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageMetadefNamespace {name}").SingleError(), "MetadefNotFound", name);
    }

    [Fact]
    public void A_file_creates_a_namespace_and_its_content()
    {
        Connect(Admin);
        var name = Space();
        using var folder = new CloudsFolder();
        var file = folder.Path("namespace.json");
        File.WriteAllText(file, $$"""
            {
              "namespace": "{{name}}", "display_name": "From a file", "visibility": "public",
              "properties": { "speed": { "title": "Speed", "type": "integer", "minimum": 1 } },
              "objects": [{
                "name": "engine",
                "required": ["fuel"],
                "properties": { "fuel": { "title": "Fuel", "type": "string", "enum": ["gas", "coal"] } }
              }],
              "tags": [{ "name": "fast" }],
              "resource_type_associations": [{ "name": "OS::Glance::Image", "prefix": "x_" }]
            }
            """);

        Assert.Equal(
            $"What if: Create namespace '{name}' and its content from namespace.json.",
            Assert.Single(Shell.Show($"Import-OSImageMetadefNamespace '{file}' -WhatIf")));
        Shell.Run($"Import-OSImageMetadefNamespace '{file}'").MustSucceed();

        Assert.Equal(
            "DisplayName=From a file Properties=speed Objects=engine Tags=fast ResourceTypes=OS::Glance::Image",
            Shown($"Get-OSImageMetadefNamespace {name}", "DisplayName", "Properties", "Objects", "Tags", "ResourceTypes"));
        Assert.Equal("Required=fuel Properties=fuel", Shown($"Get-OSImageMetadefObject {name} engine", "Required", "Properties"));
    }

    [Fact]
    public void Each_path_without_a_file_is_an_error_and_the_other_files_are_imported()
    {
        Connect(Admin);
        var name = Space();
        using var folder = new CloudsFolder();
        var file = folder.Path("good.json");
        File.WriteAllText(file, $$"""{ "namespace": "{{name}}" }""");
        string[] bad = [folder.Path("nosuch.json"), Path.GetDirectoryName(file)!, "nodrive:\\x.json"];

        var result = Shell.Set("bad", bad).Set("good", file).Run("$bad + $good | Import-OSImageMetadefNamespace");

        Assert.Equal([name], result.Output.Select(made => made.Text("Namespace")));
        Assert.Equal(bad, result.Errors.Select(error => error.TargetObject));
        ErrorsPage.AssertTold(result.Errors[0], "FileNotFound", bad[0]);
        Assert.All(result.Errors.Skip(1), error => ErrorsPage.AssertTold(error, "FileFailed", (string)error.TargetObject));
    }

    [Theory]
    [InlineData("[1, 2]", "not an object")]
    [InlineData("{ \"namespace\": ", "not valid JSON")]
    [InlineData("{ \"display_name\": \"x\" }", "does not contain \"namespace\"")]
    public void An_invalid_file_is_an_error_before_any_request(string text, string reason)
    {
        Connect(Admin);
        using var folder = new CloudsFolder();
        var file = folder.Path("broken.json");
        File.WriteAllText(file, text);

        ErrorsPage.AssertTold(Shell.Run($"Import-OSImageMetadefNamespace '{file}'").SingleError(), "MetadefInvalid", reason);
        Assert.Empty(Requests());
    }

    [Fact]
    public void Refused_requests_are_explained()
    {
        var name = Made("-Visibility public -Protected $true");

        ErrorsPage.AssertExplained(Shell.Run($"New-OSImageMetadefNamespace {name}").SingleError(), "MetadefExists", name);
        ErrorsPage.AssertExplained(
            Shell.Run($"Remove-OSImageMetadefNamespace {name} -Confirm:$false").SingleError(), "MetadefProtected", "-Protected $false");
        ErrorsPage.AssertTold(Shell.Run("Get-OSImageMetadefNamespace 'a/b'").SingleError(), "MetadefNameRefused", "a/b");
        ErrorsPage.AssertTold(Shell.Run("Get-OSImageMetadefNamespace ..").SingleError(), "MetadefNameRefused");

        Connect(Demo);
        ErrorsPage.AssertExplained(Shell.Run("New-OSImageMetadefNamespace Demo::Space").SingleError(), "AdminRequired", "admin session");
        ErrorsPage.AssertExplained(Shell.Run($"Set-OSImageMetadefNamespace {name} -Description x").SingleError(), "AdminRequired");
    }

    [Fact]
    public void A_private_namespace_of_another_project_is_not_found()
    {
        var name = Made("-Visibility private");
        Connect(Demo);

        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageMetadefNamespace {name}").SingleError(), "MetadefNotFound", name);
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageMetadefTag {name}").SingleError(), "MetadefNotFound", name);
    }

    [Fact]
    public void Special_characters_of_URLs_in_names_are_escaped()
    {
        Connect(Admin);
        var name = Space("a b?c#d%25");

        Shell.Run($"New-OSImageMetadefNamespace '{name}' -Visibility public; New-OSImageMetadefTag '{name}' 'x y?z'").MustSucceed();

        Assert.Equal(
            $"Namespace={name} Tags=x y?z",
            Shown($"Get-OSImageMetadefNamespace ([WildcardPattern]::Escape('{name}'))", "Namespace", "Tags"));
    }
}
