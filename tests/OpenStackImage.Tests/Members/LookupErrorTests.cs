using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Errors of lookups have a recommended action where scripts read it.</summary>
public sealed class LookupErrorTests(TestCloud cloud) : SharingTests(cloud)
{
    [Theory]
    [InlineData("Add-OSImageMember 'no such image' $project", "ImageNotFound")]
    [InlineData("Add-OSImageMember $image 'no such project'", "ProjectNotFound")]
    [InlineData("Add-OSImageMember $image alt -Session $demo", "ProjectNotResolved")]
    [InlineData("Add-OSImageMember $image alt -ProjectDomain 'no such domain'", "DomainNotFound")]
    [InlineData("Add-OSImageMember $image alt -ProjectDomain 'no such domain' -Session $demo", "DomainNotResolved")]
    [InlineData("Add-OSImageMember $twice $project", "AmbiguousImageName")]
    [InlineData("Add-OSImageMember $image $namesake", "AmbiguousProjectName")]
    [InlineData("Get-OSImageMember $shared -Orphaned -Session $demo", "ProjectsNotReadable")]
    [InlineData("Sync-OSImageMember $broken $project", "MemberIdRefused")]
    public async Task Every_error_has_a_recommended_action(string command, string id)
    {
        var image = await ImageAsync();
        var (shared, broken) = (await ImageAsync(), await ImageAsync());
        await Demo.ShareAsync(shared.Id, Alt);
        await Demo.ShareAsync(broken.Id, "../x?y#z");
        var twice = await ImageAsync();
        await ImageAsync(name: twice.Name);
        var namesake = id == "AmbiguousProjectName" ? (await Tenants.NamesakesAsync()).Here.Name : "";
        Connect(Demo, "-NotDefault");
        Connect(Admin);
        Shell.Set("image", image.Id).Set("shared", shared.Id).Set("broken", broken.Id).Set("twice", twice.Name).Set("namesake", namesake)
            .Set("project", Alt.ProjectId);

        var error = Shell.Run(command).SingleError();

        ErrorsPage.AssertTold(error, id);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }
}
