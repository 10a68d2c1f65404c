using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Objects are associated with the session that returned them, and Get- cmdlets accept several sessions.</summary>
public sealed class ObjectSessionTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task A_cmdlet_uses_the_session_of_the_object_that_it_is_given()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("mine"), "private");
        Connect(Demo, "-Name one");
        Connect(Alt, "-Name two");

        Assert.Equal([id], Shell.Run($"Get-OSImage {id} -Session one | Get-OSImage").Texts("Id"));
        Assert.Equal([id], Shell.Run($"$image = Get-OSImage {id} -Session one; Get-OSImage -Image $image").Texts("Id"));
        Assert.Equal(["one"], Shell.Run($"Get-OSImage {id} -Session one").Texts("Cloud"));
        Assert.Equal("ImageNotFound", Shell.Run($"Get-OSImage {id}").SingleError().Id());
    }

    [Fact]
    public async Task A_cmdlet_uses_the_session_of_an_object_that_is_bound_by_property_name()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("shared"));
        await Demo.ShareAsync(id, Alt);
        Connect(Demo, "-Name one -NotDefault");

        var removed = Shell.Run($"Get-OSImageMember {id} -Session one | Remove-OSImageMember -Confirm:$false");

        removed.MustSucceed();
        Assert.Empty(Shell.Run($"Get-OSImageMember {id} -Session one").Output);
    }

    [Fact]
    public async Task A_session_that_is_named_twice_is_used_once()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("once"), "private");
        Connect(Demo, "-Name one");

        Assert.Equal([id], Shell.Run($"Get-OSImage {id} -Session one, one").Texts("Id"));
        Assert.Single(Shell.Run("Get-OSImageImportInfo -Session one, one").MustSucceed().Output);
    }

    [Fact]
    public void An_object_survives_export_without_its_session()
    {
        Connect(Demo, "-Name one");

        var copy = Shell.Run("""
            $project = Get-OSProject demo
            [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($project))
            """).Single();

        Assert.Equal("one", copy.Text("Cloud"));
        Assert.Null(copy.Properties["Session"]);
    }

    [LocalCloudFact("needs a second cloud")]
    public async Task An_object_of_one_cloud_with_a_session_of_another_is_an_error_before_any_request()
    {
        await using var other = await CloudServer.StartAsync();
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, TestCloud.Name("here"));
        Connect(Demo, "-Name here");
        Shell.Connect(other.IdentityUri, Demo, "-Name there");
        Shell.Run($"$image = Get-OSImage {image.Id} -Session here").MustSucceed();
        other.Log.Clear();

        foreach (var command in new[]
        {
            "$image | Get-OSImageMember -Session there",
            "Get-OSImageMember $image -Session there",
            "$image | Remove-OSImage -Session there -Confirm:$false",
            "$image | Set-OSImage -Name x -Session there",
            "$PSDefaultParameterValues = @{ '*-OS*:Session' = 'there' }; try { $image | Get-OSImageMember } finally { "
                + "$PSDefaultParameterValues = @{} }",
        })
        {
            var error = Shell.Run(command).SingleError();

            Assert.Equal("SessionMismatch", error.Id());
            Assert.Equal(ErrorCategory.InvalidArgument, error.Category());
            Assert.Contains("'here'", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(other.Log.Requests);
    }

    [Fact]
    public async Task Another_session_at_the_same_cloud_is_permitted()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("shared"));
        await Demo.ShareAsync(id, Alt);
        Connect(Demo, "-Name owner");
        Connect(Alt, "-Name consumer -Interface internal");

        Assert.Equal(["pending"], Shell.Run($"Get-OSImage {id} -Session owner | Get-OSImageMember -Session consumer").Texts("Status"));
    }

    [LocalCloudFact("needs a second cloud")]
    public async Task Several_sessions_are_queried_concurrently_and_a_failed_one_is_one_error()
    {
        await using var other = await CloudServer.StartAsync();
        Cloud.Local.State.AddImage(Demo.ProjectId, "image-here", "private");
        other.State.AddImage(other.State.Projects.Single(project => project.Name == "demo").Id, "image-there", "private");
        Connect(Demo, "-Name here");
        Shell.Connect(other.IdentityUri, Demo, "-Name there");

        var both = Shell.Run("Get-OSImage -Session here, there -Visibility private -Name image-*");
        var first = Shell.Run("Get-OSImage -Session here, there -Visibility private -First 1 -Name image-*");
        Shell.Run("Disconnect-OpenStack there; $closed = $demo").MustSucceed();
        var failing = Shell.Run("Get-OSImage -Session here, $closed -Visibility private -Name image-*");

        Assert.Equal(
            ["here/image-here", "there/image-there"],
            both.MustSucceed().Output.Select(image => $"{image.Text("Cloud")}/{image.Text("Name")}").Order());
        Assert.Single(first.MustSucceed().Output);
        Assert.Equal(["image-here"], failing.Output.Select(image => image.Text("Name")));
        Assert.Equal("SessionClosed", failing.SingleError().Id());
    }

    [Theory]
    [InlineData("Set-OSImage x -Name y -Session a, b")]
    [InlineData("Add-OSImageMember x y -Session a, b")]
    [InlineData("New-OSImage x -Session a, b")]
    public void Cmdlets_that_change_something_accept_one_session(string command)
    {
        Connect(Demo, "-Name a");
        Connect(Alt, "-Name b");

        var error = Shell.Run(command).MustTerminate();

        Assert.Equal("SessionMismatch", error.Id());
        Assert.Contains("only Get- cmdlets", error.ToString(), StringComparison.Ordinal);
    }
}
