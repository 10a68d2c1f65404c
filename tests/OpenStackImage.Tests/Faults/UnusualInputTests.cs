using System.Management.Automation;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Input that users type by mistake, or that has another meaning in other programs.</summary>
public sealed partial class UnusualInputTests(TestCloud cloud) : CloudTests(cloud)
{
    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("{0}%2Fmembers")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("\u001b[31mred")]
    [InlineData("b\u00e4ckup-\u65e5\u672c")]
    [InlineData("\u05d0\u200f")]
    [ReliabilityRow("37", "names with CR LF, ESC, Unicode characters and right-to-left marks; also on a real Glance")]
    public async Task An_unusual_name_is_an_image_that_is_not_found(string name)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("plain"));
        Connect(Demo);

        var error = Shell.Set("name", name.Replace("{0}", id, StringComparison.Ordinal)).Run("Get-OSImageMember $name").SingleError();

        Assert.DoesNotContain('\u001b', error.ToString());
        ReliabilityPage.Saw("37", error.Id());
    }

    [Fact]
    [ReliabilityRow("37b", "an ID in upper case")]
    public async Task An_ID_in_upper_case_works()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("upper"));
        Connect(Demo);

        Assert.Equal(id, Shell.Run($"Get-OSImage {id.ToUpperInvariant()}").Single().Text("Id"));
        ReliabilityPage.Saw("37b", $"the image after {FaultRow.Count(Requests().Length, "request")}");
    }

    [Fact]
    [ReliabilityRow("38b", "a number in the pipeline")]
    public void A_number_is_an_image_name()
    {
        Connect(Demo);

        var error = Shell.Run("2026 | Get-OSImage").SingleError();

        ReliabilityPage.Saw("38b", $"{error.Id()}: looked up as the name '2026'");
        Assert.Contains("'2026'", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [ReliabilityRow("38c", "a member removed from an image named `*`, while other images are shared")]
    public async Task A_wildcard_in_a_name_is_literal_for_a_cmdlet_that_changes_something()
    {
        await Demo.DeleteImagesNamedAsync("*");
        var star = await Demo.CreateImageAsync("*");
        var other = await Demo.CreateImageAsync(TestCloud.Name("other"));
        await Demo.ShareAsync(star, Alt);
        await Demo.ShareAsync(other, Alt);
        Connect(Demo);

        var removed = Shell.Run($"Remove-OSImageMember '*' {Alt.ProjectId} -PassThru").Single();

        Assert.Equal(star, removed.Text("ImageId"));
        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {other}").Texts("MemberId"));
        ReliabilityPage.Checked("38c", "removed from that image only");
    }

    [Theory]
    [InlineData("Get-OSImage -Name '[a*'")]
    [InlineData("Get-OSImageMetadefNamespace '[a*'")]
    [InlineData("Get-OSImageMetadefTag OS::Compute::Watchdog '[a*'")]
    [InlineData("Get-OSImageSchema -Name '[a*'")]
    [InlineData("Get-OSProject '[a*'")]
    [ReliabilityRow("38e", "a wildcard pattern with an unclosed `[`")]
    public void An_open_bracket_is_one_error(string command)
    {
        Connect(Admin);

        var error = Shell.Run(command).SingleError();

        ErrorsPage.AssertTold(error, "InvalidPattern", "'[a*'");
        Assert.DoesNotContain(Requests(), request => !request.Contains("?name=%5Ba%2A&limit=1 ", StringComparison.Ordinal));
        ReliabilityPage.Saw("38e", $"{error.Id()}, no image is listed");
    }

    [Fact]
    public async Task A_backtick_escapes_a_wildcard()
    {
        var name = TestCloud.Name("set [a");
        var id = await Demo.CreateImageAsync(name);
        Connect(Demo);
        Shell.Set("name", WildcardPattern.Escape(name));

        Assert.Equal([id], Shell.Run("Get-OSImage -Name $name").Texts("Id"));
        Assert.Equal([id], Shell.Run("Get-OSImage -Name \"$name*\"").Texts("Id"));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [ReliabilityRow("38d", "the cultures tr-TR and de-DE: sign in, share, accept, list")]
    public async Task The_culture_does_not_affect_results(string culture)
    {
        var name = TestCloud.Name("I\u0131i\u0130");
        var id = await Demo.CreateImageAsync(name);
        Shell.Run($"[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '{culture}'").MustSucceed();
        Connect(Alt, "-NotDefault -Interface PUBLIC");
        Connect(Demo);
        Shell.Set("name", name);

        Assert.Equal("pending", Shell.Run("Add-OSImageMember $name $alt.ProjectId").Single().Text("Status"));
        Assert.Equal("accepted", Shell.Run("Approve-OSImageMember $name -Session $alt -PassThru").Single().Text("Status"));
        Assert.Equal([id], Shell.Run("Get-OSImage -Visibility SHARED | Where-Object Name -CEQ $name").Texts("Id"));
        ReliabilityPage.Checked("38d", "the same results as in other cultures");
    }

    [Fact]
    [ReliabilityRow("39", "the same project added twice, without and with -SkipExisting")]
    public async Task Adding_a_member_twice_is_one_error()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("twice"));
        Connect(Demo);

        var result = Shell.Run(
            $"Add-OSImageMember {id} {Alt.ProjectId}; Add-OSImageMember {id} {Alt.ProjectId}; "
                + $"Add-OSImageMember {id} {Alt.ProjectId} -SkipExisting");

        Assert.Equal(2, result.Output.Count);
        ReliabilityPage.Saw("39", $"{result.SingleError().Id()}; the existing member");
    }

    [Fact]
    [ReliabilityRow("40", "50 additions in a pipeline, 3 of them invalid")]
    public async Task Invalid_items_among_many_are_one_error_each()
    {
        var images = new List<string>();
        for (var i = 0; i < 47; i++)
        {
            images.Add(await Demo.CreateImageAsync(TestCloud.Name("many")));
        }

        string[] bad =
        [
            Guid.NewGuid().ToString(), TestCloud.Name("no such"), await Demo.CreateImageAsync(TestCloud.Name("private"), "private"),
        ];
        images.Insert(0, bad[0]);
        images.Insert(25, bad[1]);
        images.Add(bad[2]);
        Connect(Demo);

        var result = Shell.Set("images", images.ToArray()).Run($"$images | Add-OSImageMember -Project {Alt.ProjectId}");

        Assert.Equal(images.Except(bad), result.Output.Select(member => member.Text("ImageId")));
        Assert.Equal(
            bad,
            result.Errors.Select(
                error => error.TargetObject is string text ? text : PSObject.AsPSObject(error.TargetObject).Text("ImageId")));
        ReliabilityPage.Saw(
            "40",
            $"{result.Output.Count} done in order; {string.Join(", ", result.Errors.Select(error => error.Id()))}, "
                + "each with its target object");
    }
}
