using System.Management.Automation;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>The errors of endpoints that are missing, wrong or invalid.</summary>
public sealed class EndpointErrorTests(TestCloud cloud) : CatalogTests(cloud)
{
    [ReliabilityRow("54", "a catalog without an image service; with several regions, of which none is specified; a region or an "
        + "interface that does not exist")]
    [Theory]
    [InlineData("", "", "It has: identity.")]
    [InlineData("public RegionOne, public RegionTwo", "", "RegionOne, RegionTwo")]
    [InlineData("public RegionOne, internal RegionTwo", "-Region Atlantis", "internal in RegionTwo, public in RegionOne")]
    [InlineData("public RegionOne, internal RegionOne", "-Interface admin", "internal in RegionOne, public in RegionOne")]
    [InlineData("public RegionOne, internal RegionTwo", "-Region RegionTwo", "internal in RegionTwo, public in RegionOne")]
    public void A_missing_endpoint_is_an_error_that_lists_the_available_ones(string endpoints, string choice, string list)
    {
        if (endpoints.Length > 0)
        {
            Catalog.Add(Service("image", "glance", Parse(endpoints)));
        }

        var error = Connect(choice).MustTerminate();

        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
        Assert.Contains(list, error.ToString(), StringComparison.Ordinal);
        Assert.Single(Server.Requests);
        ReliabilityPage.Saw("54", $"{error.Id()} that lists the content of the catalog");
    }

    [ReliabilityRow("54c", "a catalog whose regions repeat the password of the sign-in, unchanged or encoded")]
    [Theory]
    [InlineData("a-password")]
    [InlineData("x-a%2Dpassword-x")]
    public void A_region_that_repeats_the_password_is_not_shown(string region)
    {
        Catalog.Add(Service("image", "glance", Parse($"public {region}, internal RegionTwo, public RegionTwo")));

        var several = Connect("").MustTerminate();
        var other = Connect("-Interface admin").MustTerminate();
        var chosen = Connect($"-Region {region}");

        Assert.All([several, other], error => Assert.DoesNotContain(region, error.FullText(), StringComparison.Ordinal));
        ReliabilityPage.Saw("54c", $"{several.Id()}, and a session, with {chosen.Single().Text("Region")} in its place");
    }

    [ReliabilityRow("56b", "an endpoint that returns 300 with a list of versions, as Glance does for unknown paths")]
    [Theory]
    [InlineData("nosuch")]
    [InlineData("nosuch/v2")]
    public void A_wrong_endpoint_is_an_error_that_explains_it(string path)
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("credential", Shell.Credential(Demo.UserName, Demo.Password));
        Connect($"-ImageEndpoint {new Uri(Cloud.ImageEndpoint.AbsoluteUri.TrimEnd('/') + "/" + path)}").MustSucceed();

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Contains("not the image endpoint", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("56b", FaultRow.Seen(error, Requests().Length));
    }

    [Theory]
    [InlineData("ftp://cloud.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("image/v2")]
    [InlineData("")]
    [InlineData("http://cloud.example/?a=1")]
    [InlineData("http://admin:S3cret@cloud.example/")]
    public void An_invalid_URL_in_the_catalog_is_an_error_that_explains_it(string url)
    {
        Catalog.Add(Service("image", "glance", ("public", "RegionOne")));
        Catalog[^1]!["endpoints"]![0]!["url"] = url;

        var result = Connect("");

        var error = result.MustTerminate();
        Assert.Equal("EndpointNotFound", error.Id());
        Assert.Contains("'image' in region 'RegionOne' is not a URL", error.ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent("S3cret", result, Shell);
    }

    [Fact]
    public void A_token_without_a_catalog_is_not_reported_as_unscoped()
    {
        Catalog.Clear();

        var error = Connect("").MustTerminate();

        Assert.Equal("EndpointNotFound", error.Id());
        Assert.Contains("without a catalog", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not scoped", error.ToString(), StringComparison.Ordinal);
    }
}
