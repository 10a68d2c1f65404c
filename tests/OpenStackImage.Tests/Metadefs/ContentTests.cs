using System.Globalization;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Metadefs;

/// <summary>The content of a namespace: properties, objects, tags and associations with resource types.</summary>
public sealed class ContentTests(TestCloud cloud) : MetadefTests(cloud)
{
    [Fact]
    public void A_property_is_created_changed_renamed_and_removed()
    {
        var space = Made();

        Shell.Run(
            $"New-OSImageMetadefProperty {space} speed -Type integer -Minimum 1 -Maximum 9 -AllowedValue 1, 5, 9 -Description fast; "
                + $"New-OSImageMetadefProperty {space} color -Title Color").MustSucceed();
        Assert.Equal(
            "Title=speed Type=integer Minimum=1 Maximum=9 AllowedValues=1,5,9",
            Shown($"Get-OSImageMetadefProperty {space} speed", "Title", "Type", "Minimum", "Maximum", "AllowedValues"));
        Assert.Equal(["color", "speed"], Shell.Run($"Get-OSImageMetadefProperty {space}").Texts("Name").Order(StringComparer.Ordinal));
        Assert.Equal(["color"], Shell.Run($"Get-OSImageMetadefProperty {space} c*").Texts("Name"));

        Shell.Run($"Set-OSImageMetadefProperty {space} speed -Title Speed -NewName velocity").MustSucceed();
        Assert.Equal(
            "Title=Speed Type=integer Minimum=1 Description=fast",
            Shown($"Get-OSImageMetadefProperty {space} velocity", "Title", "Type", "Minimum", "Description"));

        Shell.Run($"Get-OSImageMetadefProperty {space} velocity | Remove-OSImageMetadefProperty").MustSucceed();
        Refused(space, "Property", "color");
        ErrorsPage.AssertExplained(
            Shell.Run($"New-OSImageMetadefProperty {space} x -Schema '{{ \"title\": \"X\", \"type\": \"nosuch\" }}'").SingleError(),
            "MetadefInvalid",
            "nosuch");
        ErrorsPage.AssertTold(
            Shell.Run($"New-OSImageMetadefProperty {space} x -Schema 'no'").SingleError(), "MetadefInvalid", "not valid JSON");
    }

    [Fact]
    public void An_object_is_created_changed_and_removed()
    {
        var space = Made();

        Shell.Run(
            $"New-OSImageMetadefObject {space} engine -Description d -Required fuel -Schema '{{ \"fuel\": {{ \"title\": \"Fuel\", "
                + "\"type\": \"string\" } }'").MustSucceed();
        Shell.Run($"Set-OSImageMetadefObject {space} engine -Description e").MustSucceed();

        Assert.Equal(
            "Description=e Required=fuel Properties=fuel",
            Shown($"Get-OSImageMetadefObject {space} engine", "Description", "Required", "Properties"));
        Refused(space, "Object", "engine");
    }

    [Fact]
    public void A_tag_is_created_renamed_and_removed()
    {
        var space = Made();

        Shell.Run($"New-OSImageMetadefTag {space} one, two").MustSucceed();
        Shell.Run($"Set-OSImageMetadefTag {space} two -NewName three").MustSucceed();

        Assert.Equal(["one", "three"], Shell.Run($"Get-OSImageMetadefTag {space}").Texts("Name").Order(StringComparer.Ordinal));
        Refused(space, "Tag", "one");
    }

    [Theory]
    [InlineData("Object", "object")]
    [InlineData("Property", "property")]
    [InlineData("Tag", "tag")]
    public void An_equal_definition_with_the_new_name_is_not_treated_as_the_renamed_one(string noun, string word)
    {
        var space = Made();
        Shell.Run($"'one', 'two' | ForEach-Object {{ New-OSImageMetadef{noun} {space} $_ }}").MustSucceed();
        var before = Shell.Run($"Get-OSImageMetadef{noun} {space}").Texts("Name").Order(StringComparer.Ordinal);

        var error = Shell.Run($"Set-OSImageMetadef{noun} {space} one -NewName two").SingleError();

        ErrorsPage.AssertTold(error, "MetadefExists", $"The {word} 'two' in namespace '{space}' already exists");
        Assert.Equal(["one", "two"], before);
        Assert.Equal(before, Shell.Run($"Get-OSImageMetadef{noun} {space}").Texts("Name").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_tag_is_renamed_to_its_name_in_another_case()
    {
        var space = Made();
        Shell.Run($"New-OSImageMetadefTag {space} one").MustSucceed();

        Shell.Run($"Set-OSImageMetadefTag {space} one -NewName ONE").MustSucceed();

        Assert.Equal(["ONE"], Shell.Run($"Get-OSImageMetadefTag {space}").Texts("Name"));
    }

    [Theory]
    [InlineData("Object {0} one")]
    [InlineData("Property {0} one")]
    [InlineData("Tag {0} one")]
    [InlineData("ResourceTypeAssociation {0} OS::Nova::Flavor")]
    public void A_new_definition_in_a_namespace_that_does_not_exist_is_an_error_that_names_the_namespace(string command)
    {
        Connect(Admin);
        var space = Space();

        var error = Shell.Run($"New-OSImageMetadef{string.Format(CultureInfo.InvariantCulture, command, space)}").SingleError();

        ErrorsPage.AssertExplained(error, "MetadefNotFound", $"The namespace '{space}' does not exist");
    }

    [Fact]
    public void An_association_is_created_and_removed()
    {
        var space = Made();

        Shell.Run($"New-OSImageMetadefResourceTypeAssociation {space} OS::Nova::Flavor -Prefix x: -PropertiesTarget target").MustSucceed();

        Assert.Equal(
            "Namespace=" + space + " Name=OS::Nova::Flavor Prefix=x: PropertiesTarget=target",
            Shown(
                $"Get-OSImageMetadefResourceTypeAssociation {space} OS::Nova::Flavor", "Namespace", "Name", "Prefix", "PropertiesTarget"));
        Refused(space, "ResourceTypeAssociation", "OS::Nova::Flavor", hasItemUrl: false);
    }

    [Fact]
    public void The_association_of_a_protected_namespace_is_removed_with_Force_and_the_protection_restored()
    {
        var space = Made();
        Shell.Run(
            $"New-OSImageMetadefResourceTypeAssociation {space} OS::Nova::Flavor; Set-OSImageMetadefNamespace {space} -Protected $true")
            .MustSucceed();

        var refusal = Shell.Run($"Remove-OSImageMetadefResourceTypeAssociation {space} OS::Nova::Flavor").SingleError();
        ErrorsPage.AssertExplained(refusal, "MetadefProtected", space);
        Assert.EndsWith(
            ", also if the namespace is protected.",
            Assert.Single(Shell.Show($"Remove-OSImageMetadefResourceTypeAssociation {space} OS::Nova::Flavor -Force -WhatIf")),
            StringComparison.Ordinal);
        Shell.Run($"Remove-OSImageMetadefResourceTypeAssociation {space} OS::Nova::Flavor -Force").MustSucceed();

        Assert.Empty(Shell.Run($"Get-OSImageMetadefResourceTypeAssociation {space}").MustSucceed().Output);
        Assert.True(Shell.Run($"Get-OSImageMetadefNamespace {space}").Single().Value<bool>("IsProtected"));
        ErrorsPage.AssertExplained(
            Shell.Run($"Remove-OSImageMetadefResourceTypeAssociation {space} OS::Nova::Flavor -Force").SingleError(),
            "MetadefNotFound",
            space);
        Assert.True(Shell.Run($"Get-OSImageMetadefNamespace {space}").Single().Value<bool>("IsProtected"));
        Shell.Run($"Set-OSImageMetadefNamespace {space} -Protected $false").MustSucceed();
    }

    [Fact]
    public void WhatIf_describes_the_change_and_sends_no_request()
    {
        var space = Made();
        var before = Requests().Length;

        Assert.Equal(
            [
                $"What if: Add tag 'one' to namespace '{space}'.",
                $"What if: Change property 'p' of namespace '{space}'.",
                $"What if: Remove object 'o' from namespace '{space}'.",
                $"What if: Remove namespace '{space}' and everything in it.",
            ],
            Shell.Show(
                $"$WhatIfPreference = $true; New-OSImageMetadefTag {space} one; Set-OSImageMetadefProperty {space} p -Title t; "
                    + $"Remove-OSImageMetadefObject {space} o; Remove-OSImageMetadefNamespace {space}; $WhatIfPreference = $false"));
        Assert.Equal(before, Requests().Length);
    }

    [LocalCloudFact("completion returns nothing if a cloud is slow")]
    public void Namespaces_are_completed()
    {
        Connect(Demo);

        Assert.Contains(
            "OS::Compute::Watchdog",
            Shell.Run("(TabExpansion2 'Get-OSImageMetadefTag os::compute::w').CompletionMatches.CompletionText").MustSucceed()
                .Output.Select(item => item.ToString()));
    }

    /// <summary>Checks the errors that all kinds have in common, with an existing definition that the check removes.</summary>
    private void Refused(string space, string kind, string name, bool hasItemUrl = true)
    {
        ErrorsPage.AssertExplained(Shell.Run($"New-OSImageMetadef{kind} {space} {name}").SingleError(), "MetadefExists", name, space);
        Shell.Run($"Remove-OSImageMetadef{kind} {space} {name}").MustSucceed();
        ErrorsPage.AssertExplained(Shell.Run($"Remove-OSImageMetadef{kind} {space} {name}").SingleError(), "MetadefNotFound", name, space);
        if (hasItemUrl)
        {
            ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageMetadef{kind} {space} {name}").SingleError(), "MetadefNotFound", name, space);
        }

        Connect(Demo);
        ErrorsPage.AssertExplained(Shell.Run($"New-OSImageMetadef{kind} {space} {name}").SingleError(), "AdminRequired");
        Connect(Admin);
    }
}
