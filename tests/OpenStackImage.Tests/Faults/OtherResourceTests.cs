using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Responses about another resource than the one that was requested.</summary>
public sealed partial class OtherResourceTests : RawServerTests
{
    private const string Project = "f5fe2b0546c44415b7748dc61e08c911";
    private const string OtherImage = "22222222-2222-4222-8222-222222222222";
    private const string OtherProject = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string OtherMember = $$"""{"image_id": "{{ImageId}}", "member_id": "{{OtherProject}}", "status": "accepted"}""";
    private const string MemberOfOther = $$"""{"image_id": "{{OtherImage}}", "member_id": "{{Project}}", "status": "accepted"}""";
    private const string Task = $$"""{"id": "{{OtherImage}}", "type": "import", "status": "success", "image_id": "{{OtherImage}}"}""";

    [Theory]
    [InlineData($"Get-OSImage {ImageId}", "other image")]
    [InlineData($"Set-OSImage {ImageId} -Property a=b", "other image")]
    [InlineData($"New-OSImage x", "other image")]
    [InlineData($"Get-OSImageMember {ImageId}", "members of other")]
    [InlineData($"Get-OSImageMember {ImageId}", "member of other in a list")]
    [InlineData($"Add-OSImageMember {ImageId} {Project}", MemberOfOther)]
    [InlineData($"Add-OSImageMember {ImageId} {Project}", OtherMember)]
    [InlineData($"Set-OSImageMember {ImageId} {Project} -Status accepted", MemberOfOther)]
    [InlineData($"Set-OSImageMember {ImageId} {Project} -Status accepted", OtherMember)]
    [InlineData($"Get-OSImageTask -Image {ImageId}", "tasks")]
    [InlineData($"Get-OSImageTask -Task {ImageId}", Task)]
    [InlineData("Get-OSImageMetadefNamespace OS::A", """{"namespace": "OS::B"}""")]
    [InlineData("New-OSImageMetadefNamespace OS::A", """{"namespace": "OS::B"}""")]
    [InlineData("Get-OSImageMetadefProperty OS::A p", """{"name": "q", "title": "Q", "type": "string"}""")]
    [InlineData("Get-OSImageMetadefObject OS::A o", """{"name": "p"}""")]
    [InlineData("New-OSImageMetadefTag OS::A t", """{"name": "u"}""")]
    [ReliabilityRow("79", "a successful response about another image, member, task or definition than the requested one")]
    public async Task A_response_about_another_resource_is_an_error(string command, string body)
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(body switch
        {
            "other image" => Image("x", id: request.Method == "GET" && command[0] == 'S' ? ImageId : OtherImage),
            "members of other" => $$"""{"members": [{{MemberOfOther}}]}""",
            "member of other in a list" => $$"""{"members": [{{OtherMember}}, {{MemberOfOther}}]}""",
            "tasks" => $$"""{"tasks": [{{Task}}]}""",
            _ => request.Method == "GET" && request.Target == $"/v2/images/{ImageId}" ? Image("x") : body,
        }));
        Connect(server);
        new JumpingClock().Attach(Shell.Run("Get-OpenStackSession").Single());

        var result = Shell.Run(command);

        Assert.Empty(result.Output);
        Assert.Matches("another|and not about", result.SingleError().ToString());
        Assert.Equal(Creates().IsMatch(command) ? "OutcomeUnknown" : "UnexpectedAnswer", result.SingleError().Id());
        ReliabilityPage.Checked(
            "79", "UnexpectedAnswer; OutcomeUnknown for a POST, also if the responses to the GETs are about another one");
    }

    [GeneratedRegex("^(New|Add)-")]
    private static partial Regex Creates();
}
