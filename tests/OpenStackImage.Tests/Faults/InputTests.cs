using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using CsCheck;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>The server receives exactly the typed or piped input, or no request.</summary>
public sealed partial class InputTests(TestCloud cloud) : CloudTests(cloud)
{
    private const int Samples = 60;

    /// <summary>Every cmdlet with an image parameter, with $text as its value.</summary>
    private static readonly string[] ImageCommands =
    [
        "Get-OSImage -Image $text", "Get-OSImageMember -Image $text", "Add-OSImageMember -Image $text -Project $project",
        "Remove-OSImageMember -Image $text -Project $project",
        "Set-OSImageMember -Image $text -Project $project -Status accepted", "Approve-OSImageMember -Image $text -Project $project",
        "Deny-OSImageMember -Image $text -Project $project",
        "Sync-OSImageMember -Image $text -Project $project -Confirm:$false", "Copy-OSImageMember -From $text -To $id",
        "Copy-OSImageMember -From $id -To $text",
        "Set-OSImage -Image $text -Name renamed", "Remove-OSImage -Image $text -Confirm:$false", "Enable-OSImage -Image $text",
        "Disable-OSImage -Image $text", "New-OSImage -Replaces $text -Name new",
        "Save-OSImage -Image $text -Path $nowhere", "Send-OSImageData -Image $text -Path $file",
        "Import-OSImage -Image $text -Uri http://127.0.0.1:1/disk.img", "Get-OSImageTask -Image $text",
        "Get-OSImageLocation -Image $text", "Add-OSImageLocation -Image $text -Uri http://127.0.0.1:1/disk.img",
        "Get-OSImageCache -Image $text", "Add-OSImageCache -Image $text", "Remove-OSImageCache -Image $text -Confirm:$false",
        "Copy-OSImage -Image $text -Destination (Get-OpenStackSession)", "Restore-OSImage -Image $text",
        "Compare-OSImage -Image $text -Destination (Get-OpenStackSession)", "Restore-OSImage -Version $text -Image $id",
        "Get-OSImage -Marker $text", "Wait-OSImage -Image $text", "Export-OSImageSharing -Image $text -Path $exported -Force",
    ];

    /// <summary>Every cmdlet with a project parameter, with $text as its value.</summary>
    private static readonly string[] ProjectCommands =
    [
        "Get-OSImageMember -Image $id -Project $text", "Add-OSImageMember -Image $id -Project $text",
        "Remove-OSImageMember -Image $id -Project $text",
        "Set-OSImageMember -Image $id -Project $text -Status accepted", "Approve-OSImageMember -Image $id -Project $text",
        "Deny-OSImageMember -Image $id -Project $text",
        "Sync-OSImageMember -Image $id -Project $text -Confirm:$false",
        "Add-OSImageMember -Image $id -Project $project -ProjectDomain $text",
        "Get-OSProject -Project $text", "Get-OSImage -Owner $text", "New-OSImage -Owner $text -Name new",
        "Set-OSImage -Image $id -Owner $text",
    ];

    private static readonly string[] Awkward =
    [
        "..", ".", "../members", "a/b", @"a\b", "a%2Fb", "%2e%2e%2fimages", "?x=1", "#x", "a?b#c", "a\r\nX-Evil: 1", "a\0b",
        "\u001b[31mred", "*", "[a-z]*", "?", "in:a,b", "eq:", "ubuntu:22.04",
        "b\u00e4r", "\u65e5\u672c", "\ud83d\ude00", "\u05d0\u200f\u202eb", "\u200b", new('x', 300), new('x', 9000), new('\u65e5', 9000),
        new('x', 70_000), "{0}", "$(1)", "`", "'", "\"", "&limit=1", "+", " lead", "trail ",
        "\ud800", "a\udc00b", "beabba40-9f35-4ecc-9eb3-f7fd195bc46d/members", "beabba40-9f35-4ecc-9eb3-f7fd195bc46d%2Fmembers",
        "{beabba40-9f35-4ecc-9eb3-f7fd195bc46d}", "f5fe2b0546c44415b7748dc61e08c911/../x",
    ];

    private static Gen<string> AnyText { get; } = Gen.OneOf(
        Gen.String[1, 40],
        Gen.String[Gen.Char["../?#%&=+;: \\\"'<>{}[]|^`~@!$*(),\0\t\r\n\u00e4\u00df\u65e5\u200f\u202e\ud83d\ude002fF"], 1, 40],
        Gen.Int[0, Awkward.Length - 1].Select(index => Awkward[index]));

    [LocalCloudFact("reads what the cloud received, byte by byte")]
    [ReliabilityRow("36", "any text as -Image of each cmdlet: `..`, `a/b`, `{id}%2Fmembers`, `?`, `#`, 70,000 characters, an unpaired "
        + "surrogate, ...")]
    public async Task Any_text_for_an_image_is_sent_unchanged_in_a_query_or_not_at_all()
    {
        await PrepareAsync();
        AnyText.Where(text => !string.IsNullOrWhiteSpace(text))
            .Sample(text => AssertExact(ImageCommands, text, "name"), iter: Samples, threads: 1);
        Assert.All(Awkward, text => AssertExact(ImageCommands, text, "name"));
        ReliabilityPage.Checked("36", "looked up by exactly this name, or an error and no request; never part of a path");
    }

    [LocalCloudFact("reads what the cloud received, byte by byte")]
    [ReliabilityRow("36b", "any text as -Project or -ProjectDomain of each cmdlet")]
    public async Task Any_text_for_a_project_is_sent_unchanged_in_a_query_or_not_at_all()
    {
        await PrepareAsync();
        AnyText.Where(text => !string.IsNullOrWhiteSpace(text))
            .Sample(text => AssertExact(ProjectCommands, text, "name"), iter: Samples, threads: 1);
        Assert.All(Awkward, text => AssertExact(ProjectCommands, text, "name"));
        ReliabilityPage.Checked("36b", "looked up by exactly this name, or an error and no request; never part of a path, never a member");
    }

    [Fact]
    public void Each_cmdlet_with_an_image_or_project_parameter_is_tested()
    {
        Assert.Equal(Taking(parameter => parameter.PropertyType.Name.TrimEnd('[', ']') == "ImageReference"), Places(ImageCommands));
        Assert.Equal(
            Taking(parameter => parameter.Name is "Project" or "Owner"),
            Places(ProjectCommands).Except(["Add-OSImageMember -ProjectDomain"]));

        string[] Taking(Func<PropertyInfo, bool> isMeant) => [.. ModuleAssembly.Of(Shell).OfSession
            .SelectMany(command => command.Type.GetProperties().Where(isMeant).Select(parameter => $"{command.Name} -{parameter.Name}"))
            .Order()];

        string[] Places(string[] commands)
            => [.. commands.Select(command => $"{command.Split(' ')[0]} {TextPlace().Match(command).Groups[1].Value}").Order()];
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("'   '")]
    [InlineData("\"`t`r`n\"")]
    [InlineData("@()")]
    [InlineData("[pscustomobject] @{ Id = '' }")]
    [InlineData("[pscustomobject] @{ ImageId = $null }")]
    [ReliabilityRow("38", "`$null`, an empty string, spaces, an empty array, or an object with an empty ID in the pipeline of each cmdlet")]
    public async Task An_empty_pipeline_never_selects_all_images(string nothing)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("untouched"));
        await Demo.ShareAsync(id, Alt);
        Connect(Demo);
        Shell.Set("project", Alt.ProjectId).Set("id", id);
        SetFiles();

        var takers = ImageCommands
            .Where(command => command.StartsWith(command.Split(' ')[0] + " -Image", StringComparison.Ordinal))
            .Append("Copy-OSImageMember -From $id");
        foreach (var command in takers)
        {
            var piped = command
                .Replace("-Image $text ", "", StringComparison.Ordinal)
                .Replace("-Image $text", "", StringComparison.Ordinal);
            var result = Shell.Run($"{nothing} | {piped}");

            Assert.Empty(result.Output);
            Assert.Null(result.Terminating?.ToString());
            Assert.All(result.Errors, error => Assert.True(
                error.Exception is ParameterBindingException || error.Id() == "InvalidParameters", error.ToString()));
        }

        Assert.Empty(Requests());
        ReliabilityPage.Checked("38", "an error or no output, and no request");
    }

    private async Task PrepareAsync()
    {
        Connect(Admin);
        Shell.Set("project", Alt.ProjectId).Set("id", await Admin.CreateImageAsync(TestCloud.Name("target"), "private"));
        SetFiles();
    }

    /// <summary>A file that exists, and a file that cannot be created.</summary>
    private void SetFiles()
        => Shell.Set("file", Build.ModuleManifest).Set("exported", Path.Combine(Path.GetTempPath(), "InputTests.yaml"))
            .Set("nowhere", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "disk.img"));

    /// <summary>
    /// Runs each command with the text. Every request has a path of constants and IDs, and the text at most as the value of one parameter.
    /// </summary>
    private void AssertExact(string[] commands, string text, string parameter)
    {
        Cloud.Local.Log.Clear();
        var result = Shell.Set("text", text).Run(string.Join("\n", commands));

        Assert.Null(result.Terminating?.ToString());
        Assert.All(result.Errors, error => Assert.NotEqual("UnexpectedFailure", error.Id()));
        foreach (var target in Cloud.Local.Log.Requests.Select(request => request.PathAndQuery))
        {
            Assert.Matches(KnownPath(), target.Split('?')[0]);
            Assert.InRange(target.Count(character => character == '?'), 0, 1);
            if (Value(parameter).Match(target) is { Success: true } sent)
            {
                var value = Uri.UnescapeDataString(sent.Groups[1].Value.Replace('+', ' '));

                // Where wildcards are allowed, a backtick escapes them.
                Assert.Contains(value, new[] { text, "eq:" + text, WildcardPattern.Unescape(text) });
            }
        }
    }

    private static Regex Value(string parameter) => new($@"[?&]{parameter}=([^&]*)");

    [GeneratedRegex(@"(-\w+) \$text")]
    private static partial Regex TextPlace();

    [GeneratedRegex(
        "^/(image/?|image/v2/cache|"
        + "image/v2/images(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/members(/[0-9a-f-]{32,36})?|/locations|/tasks)?)?"
        + "|identity/v3/((auth/)?projects(/[0-9A-Za-z_-]{1,64})?|domains(/[0-9a-fA-F-]{32,36})?))$")]
    private static partial Regex KnownPath();
}
