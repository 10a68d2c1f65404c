using System.Collections;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>
/// Copy-OSImage -WithMember and -ProjectMap: the entries of the map are applied or reported, and a second run changes nothing.
/// </summary>
public sealed class CopyMemberTests(TestCloud cloud) : CopyTests(cloud)
{
    [Theory]
    [InlineData("private")]
    [InlineData("Community")]
    public void Members_of_a_copy_that_is_not_shared_are_refused_and_nothing_is_copied(string visibility)
    {
        CreateSourceOnly(Bytes(100));
        Connect(Alt, "-Name neighbor -NotDefault");

        var error = Shell.Run($"Copy-OSImage $name -Destination neighbor -Session source -WithMember -Visibility {visibility}")
            .MustTerminate();

        Assert.Equal("InvalidParameters", error.Id());
        Assert.Contains($"-Visibility {visibility}", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Shell.Run("Get-OSImage -Name ($name + '*') -Session neighbor -Visibility private").MustSucceed().Output);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("-Visibility shared", true)]
    [InlineData("-Visibility shared -WhatIf", false)]
    public async Task A_copy_of_a_private_image_with_members_is_a_warning(string options, bool isCopied)
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(100));
        Shell.Run("Set-OSImage $name -Visibility private -Session source").MustSucceed();

        var result = Shell.Run($"Copy-OSImage $name -Destination target -Session source -WithMember {options}").MustSucceed();

        Assert.Contains(
            result.Warnings,
            warning => warning.Contains("is private. Only shared images have visible members", StringComparison.Ordinal));
        Assert.Equal(isCopied, result.Output.Count == 1);
    }

    [Fact]
    public async Task Members_that_correspond_to_one_project_become_one_member_and_a_second_run_changes_nothing()
    {
        await using var other = await ConnectAsync(user: "admin", password: "asdf", project: "admin");
        var image = CreateSource(Bytes(2_000));
        await Demo.ShareAsync(image, Admin);
        await Demo.ShareAsync(image, Alt);
        await Alt.SetMemberStatusAsync(image, "accepted");
        var partner = other.State.AddProject("partner").Id;
        Connect(Admin, "-Name reader");
        Shell.Set("map", new Hashtable { [Admin.ProjectId] = "partner", [Alt.ProjectId] = "partner" });
        const string Arguments = "$name -Destination target -Session reader -WithMember -ProjectMap $map";

        var copy = Shell.Run($"Copy-OSImage {Arguments}").Single().Text("Id")!;
        Assert.Equal([(partner, "accepted")], other.State.Members(copy).Select(member => (member.MemberId, member.Status)));

        other.Log.Clear();
        Shell.Run($"Copy-OSImage {Arguments}").MustSucceed();
        Assert.All(other.Log.Requests, request => Assert.Equal("GET", request.Method));
        Assert.Empty(Shell.Run($"Compare-OSImage {Arguments}").MustSucceed().Output);
    }

    [Fact]
    public async Task Members_with_one_name_in_two_domains_are_compared_with_their_domains()
    {
        await using var other = await ConnectAsync(user: "admin", password: "asdf", project: "admin");
        CreateSource(Bytes(2_000));
        var domain = other.State.AddDomain("customers");
        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single().Text("Id")!;
        var state = other.State;
        foreach (var project in new[] { state.AddProject("team"), state.AddProject("team", domain.Id), state.AddProject("ops") })
        {
            Shell.Run($"Add-OSImageMember {copy} -Project {project.Id} -Session target").MustSucceed();
        }

        var rows = Shell.Run("Compare-OSImage $name -Destination target -Session source -WithMember").MustSucceed().Output;

        Assert.Equal(
            ["member ops", "member team (Default)", "member team (customers)"],
            rows.Select(row => row.Text("Property")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/members", "-WithMember -ProjectMap $map")]
    [InlineData("/deactivate", "")]
    public async Task Ctrl_C_after_the_data_was_copied_states_what_may_be_missing_and_a_second_run_completes_it(string path, string options)
    {
        await using var other = await ConnectAsync(user: "admin", password: "asdf", project: "admin");
        var image = CreateSource(Bytes(2_000));
        await Demo.ShareAsync(image, Alt);
        Connect(Admin, "-Name reader");
        Shell.Run($"Disable-OSImage {image}").MustSucceed();
        Shell.Set("map", new Hashtable { [Alt.ProjectId] = other.State.Project("alt").Id });
        var command = $"Copy-OSImage $name -Destination target -Session reader {options}";
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        other.Faults.Add(new Fault
        {
            When = request => request.Path.EndsWith(path, StringComparison.Ordinal) && (arrived.TrySetResult() || true),
            Hang = true,
        });

        IReadOnlyList<string> warnings;
        using (var script = Shell.Start(command))
        {
            await arrived.Task.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
            warnings = script.Warnings;
        }

        other.Faults.Clear();
        Assert.Contains("Run the command again to complete it.", warnings[^1], StringComparison.Ordinal);
        var copy = Shell.Run(command).Single();
        Assert.Equal("deactivated", copy.Text("Status"));
        Assert.Equal(options.Length > 0 ? 1 : 0, other.State.Members(copy.Text("Id")!).Count);
        Assert.Empty(Shell.Run(command.Replace("Copy-", "Compare-", StringComparison.Ordinal)).MustSucceed().Output);
    }

    [Fact]
    public void The_project_that_owns_the_copy_does_not_become_a_member_unless_the_map_names_it()
    {
        CreateSourceOnly(Bytes(2_000));
        Shell.Run($"Add-OSImageMember $name {Alt.ProjectId}, {Admin.ProjectId} -Session source").MustSucceed();
        Connect(Alt, "-Name neighbor -NotDefault");
        const string Arguments = "$name -Destination neighbor -Session source -WithMember";

        var plan = string.Concat(Shell.Show($"Copy-OSImage {Arguments} -WhatIf"));
        var copied = Shell.Run($"Copy-OSImage {Arguments}").MustSucceed();
        var copy = copied.Output.Single().Text("Id")!;
        Alt.Owns(copy);
        Assert.Contains(Admin.ProjectId, plan, StringComparison.Ordinal);
        Assert.DoesNotContain($"with project {Alt.ProjectId}", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(copied.Warnings, warning => warning.Contains("member status", StringComparison.Ordinal));
        Assert.Equal([Admin.ProjectId], MembersOf());
        Assert.Empty(Shell.Run($"Compare-OSImage {Arguments}").MustSucceed().Output);

        Shell.Set("map", new Hashtable { [Alt.ProjectId] = Alt.ProjectId });
        Shell.Run($"Copy-OSImage {Arguments} -ProjectMap $map").MustSucceed();
        Assert.Equal(new[] { Admin.ProjectId, Alt.ProjectId }.Order(), MembersOf());

        IEnumerable<string> MembersOf()
            => Shell.Run($"Get-OSImageMember {copy} -Session neighbor").MustSucceed().Texts("MemberId").Order();
    }

    [Fact]
    public async Task WhatIf_names_the_projects_and_the_statuses_that_are_lost()
    {
        await using var other = await ConnectAsync();
        var image = CreateSource(Bytes(2_000));
        await Demo.ShareAsync(image, Alt);
        await Alt.SetMemberStatusAsync(image, "accepted");
        var alt = other.State.Project("alt").Id;
        Shell.Set("map", new Hashtable { [Alt.ProjectId] = alt });
        const string Arguments = "$name -Destination target -Session source -WithMember -ProjectMap $map";

        var plan = string.Concat(Shell.Show($"Copy-OSImage {Arguments} -WhatIf"));
        Shell.Run($"Copy-OSImage {Arguments}").MustSucceed();
        var again = string.Concat(Shell.Show($"Copy-OSImage {Arguments} -WhatIf"));

        Assert.Contains(alt, plan, StringComparison.Ordinal);
        Assert.Contains("whose member status is 'accepted' and becomes 'pending'", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("What if", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_a_deactivated_image_is_deactivated_and_a_deactivated_copy_is_not_reactivated()
    {
        await using var other = await ConnectAsync();
        var image = CreateSource(Bytes(2_000));
        Connect(Admin, "-Name reader");
        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session reader").Single().Text("Id")!;
        Shell.Run($"Disable-OSImage {image} -Session reader").MustSucceed();

        var difference = Shell.Run("Compare-OSImage $name -Destination target -Session reader").Single();
        Assert.Equal(
            ("status", "deactivated", "active"),
            (difference.Text("Property"), difference.Text("Value"), difference.Text("DestinationValue")));
        Assert.Contains(
            "deactivate it", string.Concat(Shell.Show("Copy-OSImage $name -Destination target -Session reader -WhatIf")),
            StringComparison.Ordinal);

        Assert.Equal("deactivated", Shell.Run("Copy-OSImage $name -Destination target -Session reader").Single().Text("Status"));
        Assert.Empty(Shell.Run("Compare-OSImage $name -Destination target -Session reader").MustSucceed().Output);

        Shell.Run($"Enable-OSImage {image} -Session reader").MustSucceed();
        var result = Shell.Run("Copy-OSImage $name -Destination target -Session reader").MustSucceed();
        Assert.Equal((copy, "deactivated"), (result.Output.Single().Text("Id"), result.Output.Single().Text("Status")));
        Assert.Contains("is deactivated, and remains deactivated", result.Warnings[^1], StringComparison.Ordinal);
    }
}
