using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Versions of an image: New-OSImage -Replaces with -Keep and -RenameReplaced, and Restore-OSImage.</summary>
public sealed class VersionTests(TestCloud cloud) : VersionedImageTests(cloud)
{
    [Fact]
    public void Keep_deletes_the_versions_that_are_older_than_the_newest_ones()
    {
        var ids = Publish(5, "-Keep 2", "-Visibility private");

        Assert.Equal([ids[4]], Visible());
        Assert.Equal([ids[2], ids[3]], Hidden().Order(ByAge(ids)));
    }

    [Fact]
    public void The_result_lists_replaced_and_deleted_versions()
    {
        var ids = Publish(3, "", "-Visibility private");
        Shell.Set("path", MakeFile(Bytes(100, seed: 50)));

        var result = Shell.Run("New-OSImage -Path $path -Replaces $name -Keep 1 -DiskFormat raw").Single();

        Demo.Owns(result.Text("Id")!);
        var rotation = result.Value<object>("Rotation");
        Assert.Equal(
            (ids[2], $"{ids[1]}, {ids[0]}"),
            (Text(rotation, "Replaced"), Text(rotation, "Deleted")));
    }

    [Fact]
    public async Task Without_Force_protected_and_accepted_versions_are_kept()
    {
        var ids = Publish(3, "");
        await Demo.ShareAsync(ids[0], Alt);
        await Alt.SetMemberStatusAsync(ids[0], "accepted");
        Shell.Run($"Set-OSImage {ids[1]} -Protected $true").MustSucceed();

        Shell.Set("path", MakeFile(Bytes(100, seed: 50)));
        var careful = Shell.Run("New-OSImage -Path $path -Replaces $name -Keep 0 -DiskFormat raw");
        Demo.Owns(careful.Single().Text("Id")!);

        Assert.Equal([ids[0], ids[1]], Hidden().Order(ByAge(ids)));
        Assert.Contains(careful.Warnings, warning => warning.Contains("it is protected", StringComparison.Ordinal));
        Assert.Contains(careful.Warnings, warning => warning.Contains(Alt.ProjectId, StringComparison.Ordinal));

        Shell.Run("New-OSImage -Path $path -Replaces $name -Keep 0 -Force -DiskFormat raw").MustSucceed();
        Assert.Empty(Hidden());
    }

    [Fact]
    public void A_replaced_image_is_renamed_and_gets_properties()
    {
        var ids = Publish(2, "-RenameReplaced '{name}-{created:yyyyMMdd}' -ReplacedProperty @{ retired = 'yes' }", "-Visibility private");

        var old = Shell.Run($"Get-OSImage {ids[0]}").Single();

        Assert.Equal($"{_name}-{old.Value<DateTime>("CreatedAt").ToUniversalTime():yyyyMMdd}", old.Text("Name"));
        var properties = old.Value<IReadOnlyDictionary<string, string>>("Properties");
        Assert.Equal(("yes", ids[1]), (properties["retired"], properties["replaced_by"]));
        var current = Shell.Run($"Get-OSImage {ids[1]}").Single();
        Assert.DoesNotContain("replaced_by", current.Value<IReadOnlyDictionary<string, string>>("Properties").Keys);
    }

    [Fact]
    public void A_renamed_version_counts_for_Keep_and_is_restored_under_the_original_name()
    {
        var ids = Publish(4, "-RenameReplaced '{name}-{created:yyyyMMdd}' -Keep 2", "-Visibility private");

        Assert.Equal([ids[1], ids[2]], Hidden().Order(ByAge(ids)));
        Assert.Equal(ids[2], Shell.Run("Restore-OSImage $name").Single().Text("Id"));
        Assert.Equal([ids[2]], Visible());
    }

    [Theory]
    [InlineData("status")]
    [InlineData("id")]
    [InlineData("name")]
    [InlineData("replaced_by")]
    [InlineData("os_glance_importing_to_stores")]
    public void A_property_that_a_replaced_image_cannot_get_is_refused_before_anything_is_created(string property)
    {
        var ids = Publish(1, "", "-Visibility private");
        Shell.Set("path", MakeFile(Bytes(100, seed: 50)));

        var error = Shell.Run($"New-OSImage -Path $path -Replaces $name -DiskFormat raw -ReplacedProperty {property}=x").MustTerminate();

        Assert.Equal("InvalidParameters", error.Id());
        Assert.Contains($"'{property}'", error.ToString(), StringComparison.Ordinal);
        Assert.Equal([ids[0]], Visible());
        Assert.Empty(Hidden());
    }

    [Fact]
    public void A_name_of_the_replaced_image_that_is_too_long_is_refused_before_anything_is_created()
    {
        var ids = Publish(1, "", "-Visibility private");
        Shell.Set("path", MakeFile(Bytes(100, seed: 50))).Set("template", "{name}" + new string('x', 255));

        var error = Shell.Run("New-OSImage -Path $path -Replaces $name -DiskFormat raw -RenameReplaced $template").SingleError();

        ErrorsPage.AssertTold(error, "InvalidImageName", "-RenameReplaced", "255 characters");
        Assert.Equal([ids[0]], Visible());
        Assert.Empty(Hidden());
    }

    [Fact]
    public void WhatIf_names_the_changes_of_the_replaced_image()
    {
        var ids = Publish(1, "", "-Visibility private");
        Shell.Set("path", MakeFile(Bytes(100, seed: 50)));

        var plan = string.Concat(Shell.Show(
            "New-OSImage -Path $path -Replaces $name -DiskFormat raw -RenameReplaced '{name}-old' -ReplacedProperty retired=yes -WhatIf"));

        Assert.Contains(
            $"hide image '{_name}' ({ids[0]}), which it replaces (name = '{_name}-old' (was '{_name}'), retired = 'yes')",
            plan.ReplaceLineEndings(""),
            StringComparison.Ordinal);
        Assert.Empty(Hidden());
    }

    [LocalCloudFact("loses each response to the change that hides the old image")]
    public void One_version_is_visible_although_each_response_was_lost()
    {
        var ids = Publish(1, "", "-Visibility private");
        Shell.Set("path", MakeFile(Bytes(100, seed: 50)));
        Cloud.Local.Faults.Add(new Fault { When = request => IsPatchOf(request, ids[0]), Status = 502, AfterHandling = true });

        var replaced = Shell.Run("New-OSImage -Path $path -Replaces $name -DiskFormat raw");

        Cloud.Local.Faults.Clear();
        var created = Assert.Single(replaced.MustSucceed().Output).Text("Id")!;
        Demo.Owns(created);
        Assert.Equal([created], Visible());

        Cloud.Local.Faults.Add(new Fault { When = request => IsPatchOf(request, created), Status = 502, AfterHandling = true });
        Shell.Run("Restore-OSImage $name").MustSucceed();
        Cloud.Local.Faults.Clear();
        Assert.Equal([ids[0]], Visible());
    }

    [Theory]
    [InlineData("-Keep 3")]
    [InlineData("-RenameReplaced '{name}'")]
    [InlineData("-ReplacedProperty a=b")]
    [InlineData("-Force")]
    public void Parameters_of_a_replacement_are_refused_without_Replaces(string options)
    {
        Connect(Demo);

        Assert.Equal("InvalidParameters", Shell.Run($"New-OSImage x {options}").MustTerminate().Id());
    }

    private static string? Text(object value, string property) => System.Management.Automation.PSObject.AsPSObject(value).Text(property);

    private static Comparer<string> ByAge(string[] ids) => Comparer<string>.Create((a, b) => Array.IndexOf(ids, a) - Array.IndexOf(ids, b));
}
