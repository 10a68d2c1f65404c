using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Restore-OSImage.</summary>
public sealed class RestoreTests(TestCloud cloud) : VersionedImageTests(cloud)
{
    [Fact]
    public async Task Restore_makes_the_previous_version_visible_with_the_members()
    {
        var ids = Publish(2, "");
        await Demo.ShareAsync(ids[1], Alt);
        Connect(Admin);

        var restored = Shell.Run("Restore-OSImage $name").Single();

        Assert.Equal((ids[0], "False"), (restored.Text("Id"), restored.Text("IsHidden")));
        Assert.Equal([ids[0]], Visible());
        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {ids[0]}").Texts("MemberId"));
        Assert.True(Shell.Run($"Get-OSImage {ids[1]}").Single().Value<bool>("IsHidden"));
        Assert.Equal(ids[1], Shell.Run($"Restore-OSImage $name -Version {ids[1]}").Single().Text("Id"));
        Assert.Equal([ids[1]], Visible());
    }

    [Fact]
    public void Without_an_earlier_version_and_under_WhatIf_nothing_changes()
    {
        var ids = Publish(1, "", "-Visibility private");

        var error = Shell.Run("Restore-OSImage $name").SingleError();
        Assert.Equal("NoEarlierVersion", error.Id());

        ids = [.. ids, .. Publish(1, "-Replaces $name", "", seed: 20)];
        var plan = string.Concat(Shell.Show("Restore-OSImage $name -WhatIf"));
        Assert.Contains($"Restore image '{_name}' ({ids[0]})", plan, StringComparison.Ordinal);
        Assert.Equal([ids[1]], Visible());
    }

    [LocalCloudFact("deactivates an image")]
    public void A_deactivated_previous_version_is_an_error_and_no_older_one_is_restored()
    {
        var ids = Publish(3, "", "-Visibility private");
        Cloud.Local.State.UpdateImage(ids[1], image => image.Status = "deactivated");

        var error = Shell.Run("Restore-OSImage $name").SingleError();

        ErrorsPage.AssertTold(error, "NoEarlierVersion", $"({ids[1]}) of image '{_name}' ({ids[2]}) is deactivated");
        Assert.Equal([ids[2]], Visible());
    }

    [LocalCloudFact("makes the last step fail")]
    public void A_restoration_that_was_interrupted_is_completed_by_a_second_run()
    {
        var ids = Publish(2, "", "-Visibility private");
        Cloud.Local.State.UpdateImage(ids[0], image => image.IsHidden = false);

        Assert.Equal("AmbiguousImageName", Shell.Run("Get-OSImage $name").SingleError().Id());
        Assert.Equal(ids[0], Shell.Run("Restore-OSImage $name").Single().Text("Id"));
        Assert.Equal([ids[0]], Visible());
    }

    [Fact]
    public void A_visible_image_with_another_name_is_not_a_version()
    {
        var ids = Publish(1, "", "-Visibility private");
        var other = Shell.Run($"New-OSImage '{_name}-other' -Path $path -DiskFormat raw").Single().Text("Id")!;
        Demo.Owns(other);

        var error = Shell.Run($"Restore-OSImage $name -Version {other}").SingleError();

        Assert.Equal("NoEarlierVersion", error.Id());
        Assert.Contains("it is visible, and has another name", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("False", Shell.Run($"Get-OSImage {ids[0]}").Single().Text("IsHidden"));
        Assert.Equal($"{_name}-other", Shell.Run($"Get-OSImage {other}").Single().Text("Name"));
    }

    [LocalCloudFact("makes single steps fail")]
    public void A_restoration_states_which_of_its_steps_failed()
    {
        var ids = Publish(2, "", "-Visibility private");

        Fail(ids[1], times: 1);
        Assert.Equal(ids[0], Shell.Run("Restore-OSImage $name").Single().Text("Id"));
        Assert.Equal(ids[1], Shell.Run($"Restore-OSImage $name -Version {ids[1]}").Single().Text("Id"));

        Fail(ids[1], times: null);
        var failed = Shell.Run("Restore-OSImage $name");
        Cloud.Local.Faults.Clear();
        Assert.Equal("ServiceError", failed.SingleError().Id());
        Assert.Equal([ids[1]], Visible());

        var patches = 0;
        Cloud.Local.Faults.Add(new Fault { When = request => IsPatchOf(request, ids[0]) && ++patches > 1, Status = 403 });
        var restored = Shell.Run("Restore-OSImage $name");
        Cloud.Local.Faults.Clear();
        Assert.Equal(ids[0], Assert.Single(restored.Output).Text("Id"));
        Assert.Single(restored.Errors);
        Assert.Contains(restored.Warnings, warning => warning.Contains("-RemoveProperty replaced_by", StringComparison.Ordinal));
        Assert.Equal([ids[0]], Visible());
    }
}
