using System.Text.RegularExpressions;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.ImageData;

namespace OpenStackImage.Tests.Faults;

/// <summary>Text from a server appears in progress bars, prompts and host messages only in encoded form.</summary>
public sealed partial class ChannelTests(TestCloud cloud) : DataTests(cloud)
{
    /// <summary>Clears the screen, sets the title, rings the bell, writes a line, and reverses the line.</summary>
    private const string Hostile = "\u001b[2J\u001b]0;owned\u0007\u009b31m\r\nroot# \u202eevil\u2028";

    private const string Encoded = "\u241b[2J";

    [LocalCloudTheory("names that a real Glance refuses")]
    [InlineData("Save-OSImage $image $saved")]
    [InlineData("Send-OSImageData $queued $path")]
    [InlineData("New-OSImage $name -Path $path")]
    [InlineData("$null = Save-OSImage $image -AsByteStream")]
    public void The_progress_of_transfers_is_encoded(string command)
    {
        Prepare();

        AssertEncoded(Shell.Run(command).MustSucceed().Progress);
    }

    [LocalCloudFact("a status that a real Glance does not have")]
    public void The_progress_of_a_wait_for_active_is_encoded()
    {
        Prepare();
        var shows = 0;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "GET" && request.Path.Length == "/v2/images/".Length + 36
                && SetStatus(request.Path[^36..], shows++ < 1 ? "saving" : "active"),
        });

        var result = Shell.Run("New-OSImage $name -Path $path").MustSucceed();

        Cloud.Local.Faults.Clear();
        AssertEncoded(result.Progress.Where(record => record.Activity.Contains("Waiting", StringComparison.Ordinal)));
    }

    [LocalCloudFact("a message that a real Glance does not send")]
    public void The_progress_of_an_import_is_encoded()
    {
        Prepare();
        Shell.Run("Send-OSImageData $queued $path -Stage").MustSucceed();

        AssertEncoded(Shell.Run("Import-OSImage (Get-OSImage $queued) -Wait").Progress, containsName: false);
    }

    [LocalCloudTheory("names that a real Glance refuses")]
    [InlineData("Remove-OSImage (Get-OSImage $image) -Confirm")]
    [InlineData("Set-OSImage $image -Name other -Confirm")]
    [InlineData("Set-OSImage $image -Property @{$name = $name} -Confirm")]
    [InlineData("Add-OSImageMember (Get-OSImage $image) $project -Confirm")]
    [InlineData("Remove-OSImageMember (Get-OSImage $image) $project -Confirm")]
    [InlineData("Approve-OSImageMember (Get-OSImage $image) $project -Confirm")]
    [InlineData("Sync-OSImageMember (Get-OSImage $image) @()")]
    [InlineData("Sync-OSImageMember (Get-OSImage $image) demo -Confirm")]
    [InlineData("Copy-OSImageMember (Get-OSImage $image) (Get-OSImage $queued) -Confirm")]
    [InlineData("Disable-OSImage (Get-OSImage $image) -Confirm")]
    [InlineData("Save-OSImage $image $saved -Confirm")]
    [InlineData("Send-OSImageData $queued $path -Confirm")]
    [InlineData("New-OSImage $name -Path $path -Confirm")]
    [InlineData("New-OSImage -Path $path -Replaces (Get-OSImage $image) -Confirm")]
    [InlineData("Import-OSImage (Get-OSImage $queued) -Confirm")]
    [InlineData("New-OSImageMetadefNamespace $name -Confirm")]
    [InlineData("Remove-OSImageMetadefTag tests $name -Confirm")]
    public void Prompts_are_encoded(string command)
    {
        Prepare();
        using var person = Shell.WithModule(keyboard: new Declining());
        person.Connect(Cloud.AuthUrl, Admin);
        CopyVariables(person);

        var screen = person.Show($"$null = {command}");

        Assert.NotEmpty(screen);
        Assert.Contains(screen, line => line.Contains(Encoded, StringComparison.Ordinal));
        Assert.All(screen, line => Assert.DoesNotMatch(Steering(), Color().Replace(line, "")));
    }

    [LocalCloudTheory("names that a real Glance refuses")]
    [InlineData("$image | Remove-OSImage -WhatIf")]
    [InlineData("Get-OSImage $image | Set-OSImage -Name x -WhatIf")]
    [InlineData("Get-OSImage $image | Get-OSImageMember -ResolveName -Verbose -Debug")]
    [InlineData("Get-OSImage $image | New-OSImage -Path $path -Replaces {$_} -WhatIf")]
    [InlineData("Add-OSImageMember $private $project -SetShared")]
    public void Verbose_messages_warnings_and_plans_are_encoded(string command)
    {
        Prepare();

        var screen = Shell.Show(command);

        Assert.All(screen, line => Assert.DoesNotMatch(Steering(), Color().Replace(line, "")));
    }

    [LocalCloudFact("a provider that real clouds do not have")]
    public async Task Host_messages_with_a_code_of_an_identity_provider_are_encoded()
    {
        await using var server = RawServer.Responding(request => request.Target switch
        {
            "/.well-known/openid-configuration" => RawServer.Ok(
                $$"""{"token_endpoint": "{{Root(request)}}token", "device_authorization_endpoint": "{{Root(request)}}device"}"""),
            "/device" => RawServer.Ok(
                $$"""
                {"device_code": "d", "user_code": "{{Json(Hostile)}}", "expires_in": 60, "interval": 1,
                 "verification_uri": "http://{{Json(Hostile)}}", "verification_uri_complete": "http://{{Json(Hostile)}}"}
                """),
            _ => RawServer.Reply("400 Bad Request", """{"error": "access_denied"}"""),
        });
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("discovery", $"{server.Uri}.well-known/openid-configuration")
            .Set("client", Shell.Credential("client", "secret"));

        var result = Shell.Run(
            "Connect-OpenStack -AuthUrl $url -IdentityProvider p -Protocol openid -ProjectName demo -ProjectDomain Default -DeviceCode "
                + "-ClientCredential $client -DiscoveryEndpoint $discovery -Verbose");

        Assert.NotNull(result.Terminating ?? (result.Errors is [var first, ..] ? first : null));
        Assert.All(
            result.Information.Concat(result.Verbose).Concat(result.Warnings).SelectMany(text => text.Split('\n')),
            line => Assert.DoesNotMatch(Steering(), line));
    }

    private static string Root(RawRequest request)
        => $"http://{Host().Match(request.Head).Groups[1].Value}/";

    private static string Json(string text) => System.Text.Json.JsonEncodedText.Encode(text).ToString();

    private bool SetStatus(string id, string status)
    {
        Cloud.Local.State.UpdateImage(id, image => image.Status = status);
        return true;
    }

    /// <summary>Images with hostile names: one with data and a member, a private one, and one without data.</summary>
    private void Prepare()
    {
        var state = Cloud.Local.State;
        var image = state.AddImage(Admin.ProjectId, Hostile, configure: image =>
        {
            (image.DiskFormat, image.ContainerFormat) = ("raw", "bare");
            image.SetData(Bytes(1000));
        }).Id;
        state.AddMember(image, Alt.ProjectId);
        var queued = state.AddImage(
            Admin.ProjectId, Hostile, configure: image => (image.DiskFormat, image.ContainerFormat) = ("raw", "bare")).Id;
        Connect(Admin);
        CopyVariables(Shell.Set("image", image).Set("queued", queued)
            .Set("private", state.AddImage(Admin.ProjectId, Hostile, "private").Id));
    }

    private void CopyVariables(Shell shell)
    {
        foreach (var name in new[] { "image", "queued", "private" })
        {
            shell.Set(name, Shell.Run($"${name}").Single().BaseObject);
        }

        shell.Set("name", Hostile).Set("path", MakeFile(Bytes(500))).Set("saved", InFolder("saved.img")).Set("project", Alt.ProjectId);
    }

    private static void AssertEncoded(IEnumerable<System.Management.Automation.ProgressRecord> records, bool containsName = true)
    {
        var texts = records.SelectMany(record => new[] { record.Activity, record.StatusDescription, record.CurrentOperation ?? "" })
            .ToArray();
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.DoesNotMatch(Steering(), text));
        Assert.True(!containsName || texts.Any(text => text.Contains(Encoded, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]")]
    private static partial Regex Steering();

    /// <summary>The escape sequences with which PowerShell colors an error.</summary>
    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Color();

    [GeneratedRegex(@"(?im)^Host: (\S+)")]
    private static partial Regex Host();

    /// <summary>A user who declines every prompt.</summary>
    private sealed class Declining : TextReader
    {
        public override string ReadLine() => "n";
    }
}
