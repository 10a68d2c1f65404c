using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Text from a hostile server does not control the terminal of the user.</summary>
public sealed partial class TerminalTests : RawServerTests
{
    /// <summary>
    /// Clears the screen, reverses the line, rings the bell, and writes a line. In JSON, \u009b is the one-byte form of ESC [.
    /// </summary>
    private const string HostileJson = @"\u001b[2J\u009b31m\u0007\r\nroot# \u202eevil\u2028";

    private static readonly string Hostile = Regex.Unescape(HostileJson);

    [Fact]
    [ReliabilityRow("70", "control and escape sequences in names, statuses and members from a server")]
    public async Task No_table_or_list_contains_raw_control_characters()
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(request.Target.Contains("members", StringComparison.Ordinal)
            ? $$"""{"members": [{"image_id": "{{ImageId}}", "member_id": "{{HostileJson}}", "status": "{{HostileJson}}"}]}"""
            : $$"""{"images": [{"id": "{{HostileJson}}", "name": "{{HostileJson}}", "status": "{{HostileJson}}","""
                + $$""" "visibility": "{{HostileJson}}"}]}"""));
        Connect(server);

        string[][] shown =
        [
            Shell.Show("Get-OSImage"),
            Shell.Show($"Get-OSImageMember {ImageId}"),
            Shell.Show($"Get-OSImageMember {ImageId} -ResolveName"),
            Shell.Show("Get-OSImage | Format-List"),
            Shell.Show("Get-OSImage | Format-Wide"),
            Shell.Show("Get-OSImage | Format-Custom"),
            Shell.Show($"Get-OSImageMember {ImageId} | Format-Custom"),
            Shell.Show("Get-OpenStackRequest"),
            Shell.Show("Get-OpenStackSession"),
        ];

        Assert.All(shown, lines => Assert.All(lines, AssertHarmless));
        Assert.Contains(shown[0], line => line.Contains("\u241b[2J", StringComparison.Ordinal));
        Assert.Equal(Hostile, Shell.Run("Get-OSImage").Single().Text("Name"));
        ReliabilityPage.Checked("70", "tables and lists contain `\u241b[2J`; the objects contain the original text");
    }

    [Fact]
    [ReliabilityRow("71", "the same in the body of an error, in a request ID and in other headers, with -Verbose and -Debug")]
    public async Task No_error_or_stream_contains_raw_control_characters()
    {
        await using var server = RawServer.Writing(async (request, connection, stopping) =>
        {
            var response = request.Number == 1
                ? RawServer.Reply(
                    "404 Not Found",
                    "no \u001b[2J\u009b such",
                    "x-openstack-request-id: req-\u001b[31m\r\nX-More: \u001b[2J\r\n",
                    "text/plain")
                : RawServer.Ok("{\"images\": [], \"\\u001b[2J\": \u001b");
            await connection.WriteAsync(System.Text.Encoding.UTF8.GetBytes(response), stopping);
        });
        Connect(server);

        var result = Shell.Run("Get-OSImage -Verbose -Debug; Get-OSImage -Verbose -Debug");

        Assert.Equal(2, result.Errors.Count);
        Assert.NotEmpty(result.Verbose);
        Assert.Contains(result.Debug, text => text.Contains("X-More", StringComparison.Ordinal));
        Assert.All(result.Errors.Select(error => error.ToString()).Concat(result.Verbose), AssertHarmless);
        Assert.All(result.Debug.SelectMany(text => text.Split('\n')).Select(line => line.TrimEnd('\r')), AssertHarmless);
        ReliabilityPage.Saw(
            "71", $"{string.Join(", ", result.Errors.Select(error => error.Id()))}; no control character in errors, -Verbose and -Debug");
    }

    [Fact]
    [ReliabilityRow("72", "a name with escape sequences from the pipeline: errors, their target, -WhatIf")]
    public async Task Piped_text_is_encoded_in_errors_and_WhatIf()
    {
        await using var server = RawServer.Responding(
            request => RawServer.Ok(
                request.Target.Contains("hidden", StringComparison.Ordinal)
                    || !request.Target.Contains("status=all", StringComparison.Ordinal)
                    ? EmptyList
                    : List(Image(HostileJson))));
        Connect(server);
        Shell.Set("name", Hostile);

        var error = Shell.Run("Get-OSImage ($name + 'x')").SingleError();
        var screen = Shell.Show(
            "$ErrorView = 'NormalView'; Get-OSImage ($name + 'x'); Add-OSImageMember $name f5fe2b0546c44415b7748dc61e08c911 -WhatIf");

        AssertHarmless(error.ToString());
        AssertHarmless(error.CategoryInfo.ToString());
        Assert.Contains(screen, line => line.StartsWith("What if", StringComparison.Ordinal));
        Assert.All(
            screen.Select(
                line => line.Replace("\u001b[31;1m", "", StringComparison.Ordinal).Replace("\u001b[0m", "", StringComparison.Ordinal)),
            AssertHarmless);
        ReliabilityPage.Saw("72", $"{error.Id()} and \"What if\" with symbols instead of the characters");
    }

    [Fact]
    public void Every_text_of_every_view_is_encoded_for_a_terminal()
    {
        var views = XDocument.Load(Path.Combine(Path.GetDirectoryName(Build.ModuleManifest)!, "bin", "OpenStackImage.Format.ps1xml"))
            .Descendants("View");
        foreach (var view in views)
        {
            var type = view.Descendants("TypeName").First().Value.Split('#')[0].Replace("Deserialized.", "", StringComparison.Ordinal);
            var properties = view.Descendants()
                .Where(element => element.Name.LocalName is "TableColumnItem" or "ListItem" or "GroupBy")
                .Elements("PropertyName")
                .Select(element => element.Value);
            foreach (var property in properties)
            {
                Assert.False(
                    (bool)Shell.Run(
                        $"[{type}].GetProperty('{property}').PropertyType -eq [string] -or [{type}].GetProperty('{property}').PropertyType "
                            + "-like '*String*'").Single().BaseObject,
                    $"{type}.{property} is written to the terminal as the server sent it. Use $_['{property}'].");
            }
        }
    }

    private static void AssertHarmless(string line) => Assert.DoesNotMatch(Steering(), line);

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]")]
    private static partial Regex Steering();
}
