using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>New-OSImage -Replaces: a new image replaces an old one.</summary>
public sealed class RotationTests(TestCloud cloud) : DataTests(cloud)
{
    [Fact]
    public async Task The_new_image_has_the_settings_of_the_old_one_which_becomes_hidden()
    {
        var (name, old) = await OldAsync();
        Connect(Admin);
        Shell.Set("name", name).Set("path", MakeFile(Bytes(5000)));

        var made = Shell.Run("New-OSImage -Path $path -Replaces $name -Property os_version=25").Single();

        var id = made.Text("Id")!;
        Admin.Owns(id);
        Assert.Equal(
            (name, "active", "shared", "raw", "7", "512", Demo.ProjectId, "False"),
            (
                made.Text("Name"),
                made.Text("Status"),
                made.Text("Visibility"),
                made.Text("DiskFormat"),
                made.Text("MinDisk"),
                made.Text("MinRam"),
                made.Text("OwnerId"),
                made.Text("IsHidden")));
        Assert.Equal(["lts"], made.Value<IEnumerable<string>>("Tags"));
        var properties = made.Value<IReadOnlyDictionary<string, string>>("Properties");
        Assert.Equal(("ubuntu", "25"), (properties["os_distro"], properties["os_version"]));
        Assert.Equal(
            [$"{Alt.ProjectId} accepted", $"{Admin.ProjectId} pending"],
            Shell.Run($"Get-OSImageMember {id}").MustSucceed().Output.Select(member => $"{member.Text("MemberId")} {member.Text("Status")}")
                .OrderBy(text => text.EndsWith("pending", StringComparison.Ordinal)));
        Assert.True(Shell.Run($"Get-OSImage {old}").Single().Value<bool>("IsHidden"));
    }

    [Fact]
    public async Task An_owner_can_replace_an_image_and_its_members_become_pending()
    {
        var (name, old) = await OldAsync();
        Connect(Demo);
        Shell.Set("name", name).Set("path", MakeFile(Bytes(5000)));

        var result = Shell.Run(
            "Get-OSImage $name | ForEach-Object { New-OSImage next -Path $path -Replaces $_ -Visibility shared -Tag fresh }");

        var made = result.Single();
        Demo.Owns(made.Text("Id")!);
        var warning = Assert.Single(result.Warnings);
        Assert.Contains($"{Alt.ProjectId} (accepted)", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(Admin.ProjectId, warning, StringComparison.Ordinal);
        Assert.Equal("next", made.Text("Name"));
        Assert.Equal(["fresh"], made.Value<IEnumerable<string>>("Tags"));
        Assert.Equal(["pending", "pending"], Shell.Run($"Get-OSImageMember {made.Text("Id")}").Texts("Status"));
        Assert.True(Shell.Run($"Get-OSImage {old}").Single().Value<bool>("IsHidden"));
    }

    [Fact]
    public async Task WhatIf_shows_all_steps_and_changes_nothing()
    {
        var (name, old) = await OldAsync();
        Connect(Demo);
        Shell.Set("name", name).Set("path", MakeFile(DiskHeaders.Of("qcow2"), "next.qcow2"));

        var text = string.Concat(Shell.Show("New-OSImage -Path $path -Replaces $name -WhatIf"));

        Assert.All(
            [
                $"Create image '{name}'", "visibility = 'shared'", "disk_format = 'qcow2'", "min_disk = 7", "min_ram = 512", "tags = [lts]",
                "os_distro = 'ubuntu'", "os_version = '24'",
                $"send '{InFolder("next.qcow2")}' as its data",
                $"share it with project {Alt.ProjectId}, whose status is 'accepted' and becomes 'pending'",
                $"share it with project {Admin.ProjectId}, whose status is 'pending'", $"hide image '{name}' ({old}), which it replaces",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All(Requests(), request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [LocalCloudFact("refuses an upload")]
    public async Task If_the_upload_fails_the_old_image_is_unchanged()
    {
        var (name, old) = await OldAsync();
        var images = Cloud.Local.State.Images.Count;
        Connect(Demo);
        Shell.Set("name", name).Set("path", MakeFile(Bytes(5000)));
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "PUT", Times = 1, Status = 413 });

        Assert.Equal("LimitExceeded", Shell.Run("New-OSImage -Path $path -Replaces $name").SingleError().Id());

        Assert.Equal(images, Cloud.Local.State.Images.Count);
        Assert.False(Shell.Run($"Get-OSImage {old}").Single().Value<bool>("IsHidden"));
    }

    [LocalCloudFact("refuses a member")]
    public async Task If_a_member_is_not_copied_the_old_image_stays_visible()
    {
        var (name, old) = await OldAsync();
        Connect(Demo);
        Shell.Set("name", name).Set("path", MakeFile(Bytes(5000)));
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Method == "POST" && request.Path.EndsWith("/members", StringComparison.Ordinal),
                Times = 1,
                Status = 413,
                Headers = new Dictionary<string, string> { ["x-openstack-request-id"] = "req-1" },
            });

        var result = Shell.Run("New-OSImage -Path $path -Replaces $name");

        Assert.Equal("MemberQuotaExceeded", result.SingleError().Id());
        Assert.Equal("active", Assert.Single(result.Output).Text("Status"));
        Assert.Contains("is not hidden", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.True(result.Output[0].Value<bool>("IsHidden"));
        Assert.False(Shell.Run($"Get-OSImage {old}").Single().Value<bool>("IsHidden"));
    }

    [Fact]
    public void The_replaced_image_must_exist()
    {
        Connect(Demo);

        ErrorsPage.AssertTold(
            Shell.Set("path", MakeFile(Bytes(100))).Run("New-OSImage -Path $path -Replaces 'never there'").SingleError(),
            "ImageNotFound",
            "never there");
    }

    /// <summary>An image of demo that is shared with alt, which has accepted it, and with admin, where it is pending.</summary>
    private async Task<(string Name, string Id)> OldAsync()
    {
        var name = TestCloud.Name("rotated");
        var id = await FilledAsync(Bytes(1000), name);
        await Demo.ShareAsync(id, Alt);
        await Demo.ShareAsync(id, Admin);
        await Alt.SetMemberStatusAsync(id, "accepted");
        Connect(Demo);
        Shell.Run($"Set-OSImage {id} -MinDisk 7 -MinRam 512 -Tag lts -Property os_distro=ubuntu, os_version=24").MustSucceed();
        return (name, id);
    }
}
