using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>
/// The error page of a proxy is not a response of the service: no error refers to an image or a project, and a 404 status does not show
/// that a resource is missing.
/// </summary>
public sealed class ProxyPageTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Explanation = "a proxy in front of it";

    [LocalCloudTheory("puts a proxy in front of the services")]
    [InlineData("Add-OSImageMember $id $project", "POST", "/members", 409, "Conflict")]
    [InlineData("Add-OSImageMember $id $project", "POST", "/members", 403, "AccessDenied")]
    [InlineData("Add-OSImageMember $id $project", "POST", "/members", 404, "NotFound")]
    [InlineData("Disable-OSImage $id", "POST", "/deactivate", 403, "AccessDenied")]
    [InlineData("Set-OSImage $id -Name other", "PATCH", "/v2/images/", 403, "AccessDenied")]
    [InlineData("Add-OSImageCache $id", "PUT", "/v2/cache/", 404, "NotFound")]
    [InlineData("New-OSImageMetadefNamespace spaceOfProxy", "POST", "/namespaces", 404, "NotFound")]
    [InlineData("New-OSImageMetadefNamespace spaceOfProxy", "POST", "/namespaces", 409, "Conflict")]
    [InlineData("Get-OSImage $id", "GET", "/v2/images/", 404, "NotFound")]
    [InlineData("Add-OSImageMember $id $project", "GET", "/v3/projects/", 404, "NotFound")]
    [InlineData("Add-OSImageMember $id $project", "GET", "/v3/projects/", 403, "AccessDenied")]
    public void A_page_of_a_proxy_is_not_explained_as_an_error_of_the_service(
        string command, string method, string path, int status, string errorId)
    {
        var image = Cloud.Local.State.AddImage(Admin.ProjectId, TestCloud.Name("proxied"), "shared");
        Connect(Admin);
        Shell.Set("id", image.Id).Set("project", Alt.ProjectId);
        Page(method, path, status);

        var error = Shell.Run(command).SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal(errorId, error.Id());
        Assert.Contains("the proxy's page", error.Exception.Message, StringComparison.Ordinal);
        if (path != "/v3/projects/" && method != "GET")
        {
            ErrorsPage.AssertTold(error, errorId, Explanation);
        }
    }

    [LocalCloudFact("puts a proxy in front of Keystone")]
    public void A_sign_in_that_a_proxy_refuses_is_not_reported_as_a_wrong_password()
    {
        Page("POST", "/v3/auth/tokens", 403);

        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential(Demo.UserName, Demo.Password));
        var error = Shell.Run("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName demo").MustTerminate();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "AuthenticationFailed", Explanation);
        Assert.DoesNotContain("password", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [LocalCloudFact("puts a proxy in front of Keystone")]
    public void A_member_is_not_orphaned_because_of_a_page_with_status_404()
    {
        var image = Cloud.Local.State.AddImage(Admin.ProjectId, TestCloud.Name("proxied"), "shared");
        Cloud.Local.State.AddMember(image.Id, Alt.ProjectId);
        Connect(Admin);
        Page("GET", "/v3/projects", 404);

        var result = Shell.Run($"Get-OSImageMember {image.Id} -Orphaned");

        Cloud.Local.Faults.Clear();
        Assert.Empty(result.Output);
        Assert.Equal("NotFound", Assert.Single(result.Errors).Id());
    }

    [LocalCloudFact("puts a proxy in front of Glance")]
    public void A_page_with_status_404_does_not_silently_omit_an_image_from_an_audit()
    {
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, TestCloud.Name("proxied"), "shared");
        Connect(Demo);
        Page("GET", $"/v2/images/{image.Id}/members", 404);

        var result = Shell.Run("Get-OSImageMember");

        Cloud.Local.Faults.Clear();
        Assert.Equal("NotFound", Assert.Single(result.Errors).Id());
    }

    [LocalCloudFact("puts a proxy in front of Glance")]
    public void A_page_with_status_404_does_not_show_that_a_member_was_removed()
    {
        var image = Cloud.Local.State.AddImage(Demo.ProjectId, TestCloud.Name("proxied"), "shared");
        Cloud.Local.State.AddMember(image.Id, Alt.ProjectId);
        Connect(Demo);
        Shell.Run($"$member = Get-OSImageMember {image.Id}").MustSucceed();
        Cloud.Local.Faults.Add(new Fault { When = request => request.Method == "DELETE", Times = 1, Cut = Cut.BeforeResponse });
        Page("DELETE", "/members/", 404);

        var result = Shell.Run("$member | Remove-OSImageMember");

        Cloud.Local.Faults.Clear();
        Assert.Single(result.Errors);
        Assert.Single(Cloud.Local.State.Members(image.Id));
    }

    private void Page(string method, string path, int status) => Cloud.Local.Faults.Add(new Fault
    {
        When = request => request.Method == method && request.Path.Contains(path, StringComparison.Ordinal),
        Status = status,
        ContentType = "text/html",
        Body = "<html><body>the proxy's page</body></html>",
    });
}
