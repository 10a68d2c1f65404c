using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>The properties of an image that replaces another one.</summary>
public sealed class ReplacementPropertyTests(TestCloud cloud) : DataTests(cloud)
{
    [Fact]
    public void A_replacement_does_not_inherit_hashes_of_the_old_data_and_a_second_run_changes_nothing()
    {
        var name = TestCloud.Name("rotated");
        Connect(Demo);
        Shell.Set("name", name).Set("first", MakeFile(Bytes(100), "first.img")).Set("second", MakeFile(Bytes(200), "second.img"));
        var old = Shell.Run(
            "New-OSImage $name -Path $first -Property owner_specified.openstack.md5=aa, owner_specified.openstack.sha256=bb, "
                + "owner_specified.openstack.object=cc, owner_specified.shade.md5=dd, os_distro=arch").Single();
        Demo.Owns(old.Text("Id")!);

        var made = Shell.Run("New-OSImage -Replaces $name -Path $second").Single();
        Demo.Owns(made.Text("Id")!);
        var again = Shell.Run("New-OSImage -Replaces $name -Path $second").Single();

        Assert.Equal(["os_distro"], made.Value<IEnumerable<KeyValuePair<string, string>>>("Properties").Select(property => property.Key));
        Assert.Equal(made.Text("Id"), again.Text("Id"));
        Assert.Equal([made.Text("Id")!], Shell.Run("Get-OSImage -Name $name").Texts("Id"));
    }

    [LocalCloudFact("refuses to hide an image")]
    public void A_replacement_whose_last_step_fails_is_still_returned()
    {
        Connect(Demo);
        Shell.Set("first", MakeFile(Bytes(100), "first.img")).Set("second", MakeFile(Bytes(200), "second.img"));
        var old = Shell.Run("New-OSImage unhidden -Path $first").Single().Text("Id")!;
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Method == "PATCH" && request.Path.EndsWith(old, StringComparison.Ordinal),
                Status = 500,
            });

        var result = Shell.Run("New-OSImage -Replaces unhidden -Path $second");

        Cloud.Local.Faults.Clear();
        Assert.Equal("200", Assert.Single(result.Output).Text("Size"));
        Assert.Single(result.Errors);
        Assert.Contains($"Set-OSImage {old} -Hidden $true", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }
}
