using System.Text.RegularExpressions;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Imports;

namespace OpenStackImage.Tests.ImageData;

/// <summary>What the messages of an incomplete replacement recommend works.</summary>
public sealed class ReplacementAdviceTests(TestCloud cloud) : ReplacedImageTests(cloud)
{
    private static readonly Dictionary<string, string> OfService = new() { ["x-openstack-request-id"] = "req-1" };

    [LocalCloudTheory("does not hide the replaced image")]
    [InlineData("-Path $path", "Run the command again to complete the replacement, or use Set-OSImage ")]
    [InlineData("-Path $path -Protected", "Run the command again to complete the replacement, or use Set-OSImage ")]
    [InlineData("-Uri $uri -DiskFormat raw", "To complete the replacement, use Set-OSImage ")]
    [InlineData("-Uri $uri -DiskFormat raw -Protected", "To complete the replacement, use Set-OSImage ")]
    public void The_recommended_action_completes_the_replacement(string source, string advice)
    {
        var (name, old) = Start();
        using var server = new DataServer(NewData);
        var command = $"New-OSImage -Replaces $name {source}";
        Cloud.Local.Faults.Add(new Fault { When = request => IsPatchOf(request, old), Status = 409, Headers = OfService });
        var result = Shell.Set("uri", server.Data).Run(command);
        Cloud.Local.Faults.Clear();
        var warning = Assert.Single(result.Warnings);
        Assert.Contains(advice, warning, StringComparison.Ordinal);
        Assert.Equal(old, Assert.Single(Visible(name)).Id);

        var actions = Regex.Matches(warning, @"Set-OSImage \S+ -Hidden \$(true|false)").Select(match => match.Value).ToArray();
        Assert.NotEmpty(actions);
        Shell.Run(advice.StartsWith("Run the command", StringComparison.Ordinal) ? command : string.Join("; ", actions)).MustSucceed();

        AssertReplaced(name, result.Output.Single().Text("Id")!);
    }

    [LocalCloudTheory("hides no image")]
    [InlineData("New-OSImage -Replaces $old -Path $path")]
    [InlineData("Restore-OSImage $old")]
    public void The_recommended_action_completes_a_command_after_which_two_images_are_visible(string command)
    {
        var (name, old) = Start();
        Add(name, NewData, "arch", TimeSpan.FromMinutes(-2), isHidden: true);
        var patches = 0;
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "PATCH" && ++patches > 1, Status = 409, Headers = OfService });
        var result = Shell.Run(command);
        Cloud.Local.Faults.Clear();
        Assert.Equal(2, Visible(name).Length);
        var action = Regex.Match(Assert.Single(result.Warnings), @"Restore-OSImage \S+ -Version \S+").Value;

        var second = Shell.Run(action.Length == 0 ? command : action).MustSucceed();

        Assert.Empty(second.Warnings);
        Assert.Equal(result.Output.Single().Text("Id"), second.Output.Single().Text("Id"));
        AssertReplaced(name, second.Output[0].Text("Id")!);
        Assert.True(Cloud.Local.State.Image(old)!.IsHidden);
    }

    [LocalCloudFact("refuses to change the replaced image")]
    public void An_image_that_the_session_must_not_change_is_left_to_its_owner()
    {
        var (name, old) = Start();
        Cloud.Local.Faults.Add(new Fault { When = request => IsPatchOf(request, old), Status = 403, Headers = OfService });

        var result = Shell.Run("New-OSImage -Replaces $name -Path $path");

        Cloud.Local.Faults.Clear();
        var warning = Assert.Single(result.Warnings);
        Assert.Contains($"or an admin, can use Set-OSImage {old} -Hidden $true. Then use Set-OSImage ", warning, StringComparison.Ordinal);
        Assert.Equal(old, Assert.Single(Visible(name)).Id);
    }

    [LocalCloudTheory("refuses the protection, or loses its responses")]
    [InlineData(409, "but is not protected")]
    [InlineData(null, "but may not be protected")]
    public void An_image_that_could_not_be_protected_is_named(int? status, string state)
    {
        Connect(Demo);
        var name = TestCloud.Name("advice");
        Shell.Set("path", MakeFile(NewData)).Set("name", name);
        var isChanged = false;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => (isChanged |= request.Method == "PATCH") && (status is null || request.Method == "PATCH"),
            Status = status,
            Headers = OfService,
            Cut = status is null ? Cut.BeforeResponse : Cut.None,
        });
        new JumpingClock().Attach(Shell.Run("Get-OpenStackSession").Single());

        var result = Shell.Run("New-OSImage $name -Path $path -DiskFormat raw -Protected -SkipFormatCheck");

        Cloud.Local.Faults.Clear();
        var warning = result.Warnings[^1];
        Assert.Contains(state, warning, StringComparison.Ordinal);
        var action = Regex.Match(warning, @"Set-OSImage \S+ -Protected \$true").Value;
        Shell.Run(action).MustSucceed();
        Assert.Equal("True", Shell.Run("Get-OSImage $name").Single().Text("IsProtected"));
    }
}
