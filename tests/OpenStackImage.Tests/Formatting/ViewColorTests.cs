using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Formatting;

/// <summary>The colors of statuses and of failed requests in the views.</summary>
public sealed class ViewColorTests
{
    [Theory]
    [InlineData("accepted", "32")]
    [InlineData("pending", "33")]
    [InlineData("rejected", "35")]
    public void The_projects_of_the_matrix_have_the_color_of_their_status(string status, string color)
    {
        using var shell = Shell.WithModule(120, isTerminal: true);
        shell.Set("specimen", Specimen.Of(
            ModuleAssembly.Of(shell).Client.GetType("OpenStackImage.ImageMember")!,
            ("Status", status), ("MemberName", "team"), ("MemberDomain", "Default")));
        shell.Run(
            "$PSStyle.OutputRendering = 'Ansi'; $PSStyle.Formatting.Warning = \"`e[33m\"; $PSStyle.Formatting.Error = \"`e[35m\";"
            + "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'").MustSucceed();

        var lines = shell.Show("$specimen | Format-Table -View Matrix");

        var line = lines.Single(line => line.Contains(status, StringComparison.Ordinal));
        Assert.Contains($"\u001b[{color}m{status}\u001b[0m", line, StringComparison.Ordinal);
        Assert.Contains($"\u001b[{color}mteam (Default)\u001b[0m", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_request_has_the_error_color_of_PSStyle()
    {
        using var shell = Shell.WithModule(120, isTerminal: true);
        var request = ModuleAssembly.Of(shell).Client.GetType("OpenStackImage.OpenStackRequest")!;
        shell.Set("good", Specimen.Of(request, ("StatusCode", 200))).Set("bad", Specimen.Of(request, ("StatusCode", 503)));

        var lines = shell.Show("$PSStyle.OutputRendering = 'Ansi'; $PSStyle.Formatting.Error = \"`e[35m\"; $good; $bad");

        Assert.DoesNotContain('\u001b', lines.Single(line => line.Contains("200", StringComparison.Ordinal)));
        Assert.Contains(
            "\u001b[35m503\u001b[0m", lines.Single(line => line.Contains("503", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ImageMember", "accepted", "32")]
    [InlineData("ImageMember", "pending", "33")]
    [InlineData("ImageMember", "rejected", "35")]
    [InlineData("Image", "active", "32")]
    [InlineData("Image", "queued", "33")]
    [InlineData("Image", "killed", "35")]
    [InlineData("ImageTask", "success", "32")]
    [InlineData("ImageTask", "failure", "35")]
    [InlineData("ImageTask", "other", null)]
    public void A_status_has_a_color_of_PSStyle(string type, string status, string? color)
    {
        using var shell = Shell.WithModule(120, isTerminal: true);
        shell.Set("specimen", Specimen.Of(ModuleAssembly.Of(shell).Client.GetType("OpenStackImage." + type)!, ("Status", status)));

        var lines = shell.Show(
            "$PSStyle.OutputRendering = 'Ansi'; $PSStyle.Formatting.Warning = \"`e[33m\"; $PSStyle.Formatting.Error = \"`e[35m\";"
            + "$specimen");

        var line = lines.Single(line => line.Contains(status, StringComparison.Ordinal));
        Assert.Equal(color is not null, line.Contains($"\u001b[{color}m{status}\u001b[0m", StringComparison.Ordinal));
    }
}
