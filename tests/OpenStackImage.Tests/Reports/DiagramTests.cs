using System.Globalization;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Reports;

/// <summary>ConvertTo-OSImageSharingDiagram.</summary>
public sealed class DiagramTests(TestCloud cloud) : SharingTests(cloud)
{
    private const string Row = "[pscustomobject]@{ ImageId = '11111111-2222-3333-4444-555555555555'; MemberId = 'p'; Status = 'pending'; ";

    [Fact]
    public async Task Owner_image_and_projects_are_connected()
    {
        var image = await ImageAsync(Demo, name: TestCloud.Name("golden"));
        await Demo.ShareAsync(image.Id, Alt);
        await Alt.SetMemberStatusAsync(image.Id, "accepted");
        Connect(Admin);

        var lines = Diagram($"Get-OSImageMember {image.Id} | ConvertTo-OSImageSharingDiagram");

        Assert.Equal("flowchart LR", lines[0]);
        Assert.Contains($"    image1[\"{image.Name}\"]", lines);
        Assert.Contains("[[\"demo\"]]", lines.Single(line => IsNode(line, "owner")), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.EndsWith("([\"alt\"])", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("image1 -->|\"accepted\"| project", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("--> image1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-ImageName golden*")]
    [InlineData("-MemberName ALT")]
    [InlineData("-OwnerName demo -Status accepted")]
    public async Task Filters_select_shares(string filter)
    {
        var (image, other) = (await ImageAsync(Demo, name: TestCloud.Name("golden")), await ImageAsync(Alt));
        await Demo.ShareAsync(image.Id, Alt);
        await Alt.SetMemberStatusAsync(image.Id, "accepted");
        await Alt.ShareAsync(other.Id, Admin);
        Connect(Admin);

        var lines = Diagram($"'{image.Id}', '{other.Id}' | Get-OSImageMember | ConvertTo-OSImageSharingDiagram {filter}");

        Assert.Contains(image.Name, Assert.Single(lines, line => IsNode(line, "image")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_limited_diagram_states_what_it_omits()
    {
        var result = Shell.Run(
            "1..5 | ForEach-Object { [pscustomobject]@{ ImageId = \"image $_\"; MemberId = 'p'; Status = 'pending' } }"
            + " | ConvertTo-OSImageSharingDiagram -Limit 2");

        var text = result.Single().ToString();
        Assert.Equal(2, text.Split("-->").Length - 1);
        Assert.Contains("3 more shares of 3 images are not shown", text, StringComparison.Ordinal);
        Assert.Equal("The diagram omits 3 shares. Use filters, or a larger -Limit.", Assert.Single(result.Warnings));
    }

    [Theory]
    [InlineData("'short'", 501, "has 501 arrows")]
    [InlineData("[string]::new([char]0x2603, 250)", 40, "characters. By default")]
    public void A_diagram_that_Mermaid_does_not_render_by_default_is_a_warning(string name, int count, string warning)
    {
        const string Rows = "[pscustomobject]@{ ImageId = \"image $_\"; MemberId = 'p'; Status = 'pending'; ImageName = $name + $_ }";
        var command = $"$name = {name}; 1..{count} | ForEach-Object {{ {Rows} }} | ConvertTo-OSImageSharingDiagram";

        var result = Shell.Run($"{command} -Limit {count}");

        Assert.Contains(warning, Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Shell.Run($"{command} -Limit 20").Warnings, text => text.Contains("Mermaid renders", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"]; click image1 href \"javascript:alert(1)\"")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("a\n    image1 --> project1")]
    [InlineData("`**markdown**`")]
    [InlineData("%%{init: {\"securityLevel\": \"loose\"}}%%")]
    [InlineData("#quot;&lt;b&gt;")]
    public void A_hostile_name_is_only_a_label(string name)
    {
        Shell.Set("name", name);
        var lines = Diagram($"{Row} ImageName = $name }} | ConvertTo-OSImageSharingDiagram");

        Assert.Equal(4, lines.Length);
        var label = lines.Single(line => line.StartsWith("    image1[", StringComparison.Ordinal));
        Assert.Matches("^    image1\\[\"(?:[\\p{L}\\p{Nd} _./:+=,-]|#[0-9]+;)*\"\\]$", label);
        var text = Regex.Replace(
            label[12..^2], "#([0-9]+);", match => char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(name.Replace('\n', '\u240a'), text);
    }

    [Fact]
    public async Task Without_input_all_shares_of_the_session_are_drawn()
    {
        var owner = await Tenants.AccountAsync("owner");
        var image = await ImageAsync(owner);
        await owner.ShareAsync(image.Id, Alt);
        Connect(owner);

        Assert.Contains($"    image1[\"{image.Name}\"]", Diagram("ConvertTo-OSImageSharingDiagram"));
    }

    private static bool IsNode(string line, string kind)
        => line.StartsWith($"    {kind}", StringComparison.Ordinal) && line.Contains('[');

    private string[] Diagram(string script) => Shell.Run(script).Single().ToString().Split('\n');
}
