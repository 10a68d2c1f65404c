using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Get-OSImageMember as the first issue of the project specifies it.</summary>
public sealed class ListMembersTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Cirros = "cirros-0.6.1-x86_64-disk";

    [Fact]
    public async Task A_shared_image_with_one_pending_member_gives_one_row()
    {
        await Admin.DeleteImagesNamedAsync(Cirros);
        var id = await Admin.CreateImageAsync(Cirros);
        await Admin.ShareAsync(id, Demo);
        Connect(Admin);

        var member = Shell.Run($"Get-OSImageMember {Cirros}").Single();

        Assert.Equal(id, member.Text("ImageId"));
        Assert.Equal(Demo.ProjectId, member.Text("MemberId"));
        Assert.Equal("pending", member.Text("Status"));
        Assert.Equal(
            [
                "ImageId                              MemberId                         Status",
                "-------                              --------                         ------",
                $"{id} {Demo.ProjectId} pending",
            ],
            Shell.Show($"Get-OSImageMember {Cirros}"));
        await Admin.DeleteImagesNamedAsync(Cirros);
    }

    [Theory]
    [InlineData("private")]
    [InlineData("community")]
    public async Task An_image_that_is_not_shared_gives_an_error_and_the_script_continues(string visibility)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name(visibility), visibility);
        Connect(Demo);

        var result = Shell.Run($"Get-OSImageMember {id}; 'and on'");

        var error = result.SingleError();
        Assert.Equal("and on", Assert.Single(result.Output).ToString());
        Assert.Contains(
            $"Not allowed to list members for image {id}: Only shared images have members", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("ImageNotShared", error.Id());
        Assert.Equal(ErrorCategory.PermissionDenied, error.Category());
        Assert.Equal(id, error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void An_unknown_ID_gives_an_error_that_names_it_and_the_script_continues()
    {
        var id = Guid.NewGuid().ToString();
        Connect(Demo);

        var result = Shell.Run($"Get-OSImageMember {id}; 'and on'");

        var error = result.SingleError();
        Assert.Equal("and on", Assert.Single(result.Output).ToString());
        Assert.Contains(id, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("project 'demo'", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("ImageNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
        Assert.Equal(id, error.TargetObject);
    }

    [Fact]
    public void An_unknown_name_gives_an_error_that_names_it_and_the_script_continues()
    {
        var name = TestCloud.Name("no such image");
        Connect(Demo);

        var result = Shell.Set("name", name).Run("Get-OSImageMember $name; 'and on'");

        var error = result.SingleError();
        Assert.Equal("and on", Assert.Single(result.Output).ToString());
        Assert.Contains($"'{name}'", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("ImageNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
        Assert.Equal(name, error.TargetObject);
    }

    [Fact]
    public async Task Another_project_gets_only_the_error_that_the_image_is_not_visible()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("not yours"));
        Connect(Alt);

        var error = Shell.Run($"Get-OSImageMember {id}").SingleError();

        Assert.Equal("ImageNotFound", error.Id());
        Assert.Contains("project 'alt'", error.ToString(), StringComparison.Ordinal);
    }
}
