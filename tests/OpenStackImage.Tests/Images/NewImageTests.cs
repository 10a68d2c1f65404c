using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>New-OSImage without data.</summary>
public sealed class NewImageTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void A_new_image_has_the_specified_properties()
    {
        var name = TestCloud.Name("new");
        Connect(Demo);

        var made = Shell.Set("name", name).Run(
            "New-OSImage $name -DiskFormat vmdk -MinDisk 7 -MinRam 512 -Visibility private -Hidden -Tag b, "
                + "a -Property @{ os_distro = 'arch'; hw_vif_model = 'e1000' }, os_version=1").Single();

        Demo.Owns(made.Text("Id")!);
        var image = Shell.Run($"Get-OSImage {made.Text("Id")}").Single();
        foreach (var each in new[] { made, image })
        {
            Assert.Equal(
                (name, "queued", "private", "vmdk", "bare", "7", "512", "True", "False"),
                (
                    each.Text("Name"),
                    each.Text("Status"),
                    each.Text("Visibility"),
                    each.Text("DiskFormat"),
                    each.Text("ContainerFormat"),
                    each.Text("MinDisk"),
                    each.Text("MinRam"),
                    each.Text("IsHidden"),
                    each.Text("IsProtected")));
            Assert.Equal(["a", "b"], each.Value<IEnumerable<string>>("Tags").Order());
            Assert.Equal(Demo.ProjectId, each.Text("OwnerId"));
            var properties = each.Value<IReadOnlyDictionary<string, string>>("Properties");
            Assert.Equal(("arch", "e1000", "1"), (properties["os_distro"], properties["hw_vif_model"], properties["os_version"]));
        }

        Assert.Equal(["POST /v2/images 201", $"GET /v2/images/{made.Text("Id")} 200"], Requests());
    }

    [Fact]
    public void A_new_image_can_have_an_ID_and_table_rows_become_images()
    {
        var id = Guid.NewGuid().ToString();
        Demo.Owns(id);
        Connect(Demo);

        Assert.Equal([id], Shell.Run($"New-OSImage with-id -Id {id}").Texts("Id"));
        var again = Shell.Run($"New-OSImage with-id -Id {id}").SingleError();
        ErrorsPage.AssertTold(again, "ImageExists", id, "already exists");

        var rows = Shell.Run(
            "@{ Name = 'first'; DiskFormat = 'raw' }, @{ Name = 'second'; DiskFormat = 'iso' } | ForEach-Object { [pscustomobject]$_ } | "
                + "New-OSImage").MustSucceed().Output;
        Assert.All(rows, row => Demo.Owns(row.Text("Id")!));
        Assert.Equal(["first raw", "second iso"], rows.Select(row => $"{row.Text("Name")} {row.Text("DiskFormat")}"));
    }

    [Fact]
    public void An_empty_image_name_is_an_error()
    {
        Connect(Demo);

        ErrorsPage.AssertTold(Shell.Run("New-OSImage -DiskFormat raw").MustTerminate(), "InvalidImageName");

        Assert.Empty(Requests());
    }

    [LocalCloudFact("exceeds its quota")]
    public void A_quota_is_explained()
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Method == "POST",
                Times = 1,
                Status = 413,
                Headers = new Dictionary<string, string> { ["x-openstack-request-id"] = "req-1" },
                Body = "Request Entity Too Large\n\nThe limit is used up",
            });

        ErrorsPage.AssertTold(Shell.Run("New-OSImage full").SingleError(), "LimitExceeded", "quota");
    }
}
