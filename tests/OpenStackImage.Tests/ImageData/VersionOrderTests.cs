using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>The order of the versions of an image, also if they were created in the same second or rolled back.</summary>
public sealed class VersionOrderTests(TestCloud cloud) : VersionedImageTests(cloud)
{
    private const string Restore = "Restore-OSImage $name";

    [Fact]
    public void A_version_that_was_rolled_back_is_not_restored_by_rolling_back_again()
    {
        var ids = Publish(3, "", "-Visibility private");

        Assert.Equal(ids[1], Shell.Run(Restore).Single().Text("Id"));
        Assert.Equal(ids[0], Shell.Run(Restore).Single().Text("Id"));
        Assert.Equal("NoEarlierVersion", Shell.Run(Restore).SingleError().Id());

        Assert.Equal([ids[0]], Visible());
    }

    [Fact]
    public void A_version_that_was_rolled_back_precedes_the_version_that_was_restored_instead_of_it()
    {
        var ids = Publish(2, "", "-Visibility private");
        Shell.Run(Restore).MustSucceed();
        Shell.Set("path", MakeFile(Bytes(100, seed: 50)));
        const string Publish3 = "New-OSImage -Path $path -Replaces $name -DiskFormat raw -Keep 1";

        var plan = string.Concat(Shell.Show($"{Publish3} -WhatIf"));
        var forced = string.Concat(Shell.Show($"{Publish3} -Force -WhatIf"));
        var next = Shell.Run(Publish3).Single();

        Demo.Owns(next.Text("Id")!);
        Assert.Contains($"delete the earlier version '{_name}' ({ids[1]})", plan.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.DoesNotContain($"delete the earlier version '{_name}' ({ids[0]})", plan.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Contains("unless it is in use", plan.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.DoesNotContain("unless it is in use", forced.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Equal([ids[0]], Hidden());
        Assert.Equal(ids[0], Shell.Run(Restore).Single().Text("Id"));
    }

    [LocalCloudFact("creates all versions in the same second")]
    public void Versions_of_the_same_second_are_restored_in_the_order_in_which_they_were_created()
    {
        var ids = Publish(4, "", "-Visibility private");
        CreateAtOnce(ids);

        foreach (var id in ids.Reverse().Skip(1))
        {
            Assert.Equal(id, Shell.Run(Restore).Single().Text("Id"));
        }

        Assert.Equal("NoEarlierVersion", Shell.Run(Restore).SingleError().Id());
    }

    [LocalCloudFact("creates all versions in the same second, on a cloud that refuses properties")]
    public void Versions_of_the_same_second_without_the_property_are_ordered_by_the_time_in_their_IDs()
    {
        var ids = Publish(4, "", "-Visibility private");
        CreateAtOnce(ids, image => image.Properties.Remove("replaced_by"));

        Assert.Equal(ids[2], Shell.Run(Restore).Single().Text("Id"));
    }

    [LocalCloudFact("creates all versions in the same second, by another client")]
    public void Versions_of_the_same_second_whose_order_is_unknown_are_an_error_and_none_is_deleted()
    {
        var current = Publish(1, "", "-Visibility private")[0];
        var before = DateTimeOffset.UtcNow.AddHours(-1);
        var others = Enumerable.Range(0, 2).Select(_ => AddHidden(before)).ToArray();

        var error = Shell.Run(Restore).SingleError();

        ErrorsPage.AssertTold(error, "AmbiguousImageName", "created in the same second", others[0], others[1], "-Version");
        Assert.Equal([current], Visible());

        Shell.Set("path", MakeFile(Bytes(100, seed: 50)));
        var publish = Shell.Run("New-OSImage -Path $path -Replaces $name -DiskFormat raw -Keep 2");
        Demo.Owns(publish.Single().Text("Id")!);
        Assert.Contains(publish.Warnings, warning => warning.Contains("not known whether it is older", StringComparison.Ordinal));
        Assert.Equal(others.Append(current).Order(), Hidden().Order());

        Assert.Equal(others[1], Shell.Run($"{Restore} -Version {others[1]}").Single().Text("Id"));
    }

    [LocalCloudFact("creates all versions in the same second, by another client")]
    public void A_hidden_image_of_the_second_of_the_current_one_is_not_restored_if_nothing_shows_that_it_is_older()
    {
        var now = DateTimeOffset.UtcNow;
        Connect(Demo);
        Shell.Set("name", _name);
        var current = Cloud.Local.State.AddImage(Demo.ProjectId, _name, configure: image => SetVersion(image, now)).Id;
        var other = AddHidden(now);

        ErrorsPage.AssertTold(Shell.Run(Restore).SingleError(), "AmbiguousImageName", current, other);
        Assert.Equal([current], Visible());
    }

    private string AddHidden(DateTimeOffset created) => Cloud.Local.State.AddImage(
        Demo.ProjectId,
        _name,
        configure: image =>
        {
            SetVersion(image, created);
            image.IsHidden = true;
        }).Id;

    private static void SetVersion(ImageRecord image, DateTimeOffset created)
    {
        image.SetData(Bytes(100));
        image.CreatedAt = created;
    }

    private void CreateAtOnce(string[] ids, Action<ImageRecord>? change = null)
    {
        var now = DateTimeOffset.UtcNow;
        foreach (var id in ids)
        {
            Cloud.Local.State.UpdateImage(id, image =>
            {
                image.CreatedAt = now;
                change?.Invoke(image);
            });
        }
    }
}
