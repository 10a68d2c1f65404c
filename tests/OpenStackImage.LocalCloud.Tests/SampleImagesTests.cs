namespace OpenStackImage.LocalCloud.Tests;

public sealed class SampleImagesTests : CloudTest
{
    [Fact]
    public void The_image_cirros_is_shared_with_demo()
    {
        SampleImages.Seed(Cloud);
        var image = Assert.Single(Cloud.State.Images, image => image.Name == SampleImages.Cirros);
        Assert.Equal((Cloud.State.Project("admin").Id, "shared", "active"), (image.Owner, image.Visibility, image.Status));
        var member = Assert.Single(Cloud.State.Members(image.Id));
        Assert.Equal((Cloud.State.Project("demo").Id, "pending"), (member.MemberId, member.Status));
    }

    [Theory]
    [InlineData("--port", "x")]
    [InlineData("--nosuch")]
    [InlineData("--images")]
    public void An_invalid_command_line_is_refused(params string[] args) => Assert.Null(CommandLine.Read(args));

    [Fact]
    public void The_variables_are_printed_as_one_export_command()
    {
        var line = CommandLine.Read(["--images", "3", "--sample"])!;
        Assert.StartsWith(
            $"export OS_AUTH_URL={Cloud.IdentityUri} OS_IDENTITY_API_VERSION=3 OS_USERNAME=admin",
            line.Environment(Cloud),
            StringComparison.Ordinal);
    }
}
