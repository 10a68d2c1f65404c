using System.Management.Automation;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>The image that a name refers to, if several images have it.</summary>
public sealed class ImageNameTests(TestCloud cloud) : CloudTests(cloud)
{
    private readonly string _name = TestCloud.Name("name");

    [Fact]
    public async Task An_owned_image_takes_precedence_over_a_published_one()
    {
        var own = await Demo.CreateImageAsync(_name, "private");
        await Admin.CreateImageAsync(_name, "public");

        AssertFinds(own);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("accepted")]
    [InlineData("rejected")]
    public async Task An_owned_image_takes_precedence_over_a_shared_one(string status)
    {
        var own = await Demo.CreateImageAsync(_name);
        await SharedByAltAsync(status);

        AssertFinds(own);
    }

    [Fact]
    public async Task An_accepted_image_takes_precedence_over_a_published_one()
    {
        var accepted = await SharedByAltAsync("accepted");
        await Admin.CreateImageAsync(_name, "public");

        AssertFinds(accepted);
    }

    [Fact]
    public async Task A_pending_image_does_not_make_the_name_of_a_published_image_ambiguous()
    {
        await SharedByAltAsync("pending");
        var published = await Admin.CreateImageAsync(_name, "public");

        AssertFinds(published);
    }

    [Fact]
    public async Task Pending_images_do_not_make_the_name_of_an_accepted_image_ambiguous()
    {
        var accepted = await SharedByAltAsync("accepted");
        var shared = await Admin.CreateImageAsync(_name);
        await Admin.ShareAsync(shared, Demo);

        AssertFinds(accepted);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("rejected")]
    public async Task A_shared_image_that_the_default_list_omits_is_found_by_a_second_lookup(string status)
    {
        var shared = await SharedByAltAsync(status);
        Connect(Demo);
        Shell.Set("name", _name);

        var member = Shell.Run("Get-OSImageMember $name").Single();

        Assert.Equal(shared, member.Text("ImageId"));
        Assert.Equal(status, member.Text("Status"));
        var name = Uri.EscapeDataString(_name);
        Assert.Equal(
            [
                $"GET /v2/images?name={name}&limit=1000 200",
                $"GET /v2/images?name={name}&member_status=all&limit=1000 200",
                $"GET /v2/images?name={name}&member_status=all&os_hidden=true&limit=1000 200",
                $"GET /v2/images/{shared}/members 200",
            ],
            Requests());
    }

    [Fact]
    public async Task A_hidden_image_is_found_by_a_second_lookup()
    {
        var hidden = await Demo.CreateImageAsync(_name, isHidden: true);

        AssertFinds(hidden);
    }

    [Fact]
    public async Task A_name_that_only_hidden_images_have_is_an_error_that_explains_how_to_show_one()
    {
        var (first, second) = (await Demo.CreateImageAsync(_name, isHidden: true), await Demo.CreateImageAsync(_name, isHidden: true));
        Connect(Demo);

        var error = Shell.Set("name", _name).Run("New-OSImage $name -Replaces $name").SingleError();

        ErrorsPage.AssertTold(error, "AmbiguousImageName", $"No visible image is named '{_name}', but 2 hidden images are");
        Assert.Contains($"{first} (shared, hidden, owner", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{second} (shared, hidden, owner", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Set-OSImage ID -Hidden $false", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_image_of_the_project_has_priority_over_a_pending_one()
    {
        var hidden = await Demo.CreateImageAsync(_name, isHidden: true);
        await SharedByAltAsync("pending");

        AssertFinds(hidden);
    }

    [Fact]
    public async Task A_name_of_two_owned_images_is_an_error_that_lists_them()
    {
        var (first, second) = (await Demo.CreateImageAsync(_name), await Demo.CreateImageAsync(_name, "private"));
        await Admin.CreateImageAsync(_name, "public");

        AssertAmbiguous((first, Demo), (second, Demo));
    }

    [Fact]
    public async Task A_name_of_several_published_images_is_an_error_that_lists_them()
    {
        var (first, second) = (await Admin.CreateImageAsync(_name, "public"), await Admin.CreateImageAsync(_name, "public"));

        AssertAmbiguous((first, Admin), (second, Admin));
    }

    [Fact]
    public async Task A_name_of_several_pending_images_is_an_error_that_lists_them()
    {
        var byAdmin = await Admin.CreateImageAsync(_name);
        await Admin.ShareAsync(byAdmin, Demo);
        var byAlt = await SharedByAltAsync("pending");

        AssertAmbiguous((byAdmin, Admin), (byAlt, Alt));
    }

    private async Task<string> SharedByAltAsync(string status)
    {
        var id = await Alt.CreateImageAsync(_name);
        await Alt.ShareAsync(id, Demo);
        await Demo.SetMemberStatusAsync(id, status);
        return id;
    }

    private void AssertFinds(string id)
    {
        Connect(Demo);
        Assert.Equal([id], Shell.Set("name", _name).Run("Get-OSImage $name").Texts("Id"));
    }

    private void AssertAmbiguous(params (string Id, CloudAccount Owner)[] images)
    {
        Connect(Demo);

        var error = Shell.Set("name", _name).Run("Get-OSImageMember $name").SingleError();

        Assert.Equal("AmbiguousImageName", error.Id());
        Assert.Equal(ErrorCategory.InvalidArgument, error.Category());
        Assert.Equal(_name, error.TargetObject);
        Assert.Contains($"{images.Length} images are named '{_name}'", error.ToString(), StringComparison.Ordinal);
        Assert.All(
            images,
            image => Assert.Matches(
                $@"{image.Id} \(\w+, owner {image.Owner.ProjectId}, created \d{{4}}-\d\d-\d\d \d\d:\d\dZ\)", error.ToString()));
        Assert.DoesNotContain(Requests(), request => request.Contains("/members ", StringComparison.Ordinal));
    }
}
