using System.Diagnostics;
using System.Management.Automation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Get-OpenStackRequest: the requests that were sent, and those that failed.</summary>
public sealed class RequestTests : RawServerTests
{
    [Fact]
    [ReliabilityRow("76", "Get-OpenStackRequest -Failed and -Last after 401, 200, 503, 200, no response")]
    public async Task Failed_and_Last_select_requests()
    {
        await using var server = RawServer.Responding(request => request.Number switch
        {
            1 => RawServer.Reply("401 Unauthorized", ""),
            3 => RawServer.Reply("503 Service Unavailable", "", "Retry-After: 0\r\n"),
            >= 5 => "",
            _ => RawServer.Ok(EmptyList),
        });
        Connect(server);
        Shell.Run("Get-OSImage; Get-OSImage; Get-OSImage; Get-OSImage");

        Assert.Equal(["401", "200", "503", "200", "", "", "", "", ""], Statuses(""));
        Assert.Equal(["401", "503", "", "", "", "", ""], Statuses("-Failed"));
        Assert.Equal(["200", "", "", "", "", ""], Statuses("-Last 6"));
        Assert.Equal(["503", "", "", "", "", ""], Statuses("-Failed -Last 6"));
        Assert.Equal(9, Statuses("-Last 1000").Length);
        Assert.IsAssignableFrom<ParameterBindingException>(Shell.Run("Get-OpenStackRequest -Last 0").MustTerminate().Exception);
        ReliabilityPage.Saw("76", $"-Failed {Statuses("-Failed").Length} of {Statuses("").Length}; -Failed -Last 1: the last of them");
    }

    [Fact]
    [ReliabilityRow("77", "the `Curl` of requests with a token, a body, and a quotation mark in the name: run by sh, with another token")]
    public async Task The_curl_command_repeats_the_request_and_contains_no_token()
    {
        await using var server = RawServer.Responding(
            request => RawServer.Ok(
                request.Method == "POST"
                    ? $$"""{"image_id": "{{ImageId}}", "member_id": "{{new string('a', 32)}}", "status": "pending"}"""
                    : EmptyList));
        Connect(server);
        Shell.Run($"Get-OSImage \"it's `$HOME & more\" -ErrorAction Ignore; Add-OSImageMember {ImageId} {new string('a', 32)}");
        var sent = server.Requests;

        var commands = Shell.Run("Get-OpenStackRequest").Texts("Curl");

        Assert.All(commands, command => Assert.DoesNotContain(Token, command, StringComparison.Ordinal));
        Assert.Equal(sent.Count, commands.Length);
        Assert.Equal(
            "curl -sS -i -X POST -H 'Accept: application/json' -H \"X-Auth-Token: $OS_TOKEN\" -H 'Content-Type: "
                + $"application/json' --data-binary @body.json '{server.Uri}v2/images/{ImageId}/members'",
            commands[^1]);
        if (File.Exists("/usr/bin/curl"))
        {
            using var curl = Process.Start(
                new ProcessStartInfo("/bin/sh", ["-c", commands[0]])
                {
                    Environment = { ["OS_TOKEN"] = "another" },
                    RedirectStandardOutput = true,
                })!;
            await curl.StandardOutput.ReadToEndAsync();
            await curl.WaitForExitAsync();
            Assert.Equal(sent[0].Target, server.Requests[^1].Target);
            Assert.Contains("X-Auth-Token: another", server.Requests[^1].Head, StringComparison.Ordinal);
        }

        ReliabilityPage.Checked("77", "the same target is requested; `$OS_TOKEN` replaces the token, body.json the body");
    }

    private string[] Statuses(string options) => Shell.Run($"Get-OpenStackRequest {options}").Texts("StatusCode");
}
