using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>
/// Sync, Copy and Add -SkipExisting reach the same end state from every starting state, under faults and during a second run.
/// </summary>
public sealed class ConvergenceTests(TestCloud cloud) : SharingTests(cloud)
{
    private const int Cases = 40;
    private const int Projects = 6;

    [LocalCloudTheory("injects faults")]
    [InlineData("Sync-OSImageMember $image $wanted")]
    [InlineData("Copy-OSImageMember $source $image")]
    [InlineData("Add-OSImageMember $image $wanted -SkipExisting")]
    public void The_end_state_is_the_same_from_every_starting_state_and_a_second_run_changes_nothing(string command)
    {
        var random = new Random(12);
        var state = Cloud.Local.State;
        var projects = Enumerable.Range(0, Projects).Select(i => state.AddProject(Tenants.Name($"converge{i}_")).Id).ToArray();
        Connect(Admin);
        for (var i = 0; i < Cases; i++)
        {
            var (image, source) = (state.AddImage(Demo.ProjectId, "target").Id, state.AddImage(Demo.ProjectId, "source").Id);
            var present = Pick(random, projects);
            var wanted = Pick(random, projects);
            wanted = wanted.Length == 0 ? [projects[0]] : wanted;
            Array.ForEach(present, id => state.AddMember(image, id, random.Next(2) == 0 ? "pending" : "accepted"));
            Array.ForEach(wanted, id => state.AddMember(source, id));
            Cloud.Local.Options.ImageMemberQuota = command.StartsWith("Sync", StringComparison.Ordinal)
                ? Math.Max(present.Length, wanted.Length)
                : 128;
            var expected = command.StartsWith("Sync", StringComparison.Ordinal) ? wanted : [.. present.Union(wanted)];
            AddFaults(random);

            var first = Shell.Set("image", image).Set("source", source).Set("wanted", wanted).Run(command);

            Cloud.Local.Faults.Clear();
            Assert.Null(first.Terminating?.ToString());
            var retry = first.Errors.Count > 0 ? Shell.Run(command) : first;
            retry.MustSucceed();
            Assert.Equal(expected.Order(), state.Members(image).Select(member => member.MemberId).Order());
            var before = state.Members(image);
            Shell.Run(command).MustSucceed();
            Assert.Equal(before, state.Members(image));
        }

        Cloud.Local.Options.ImageMemberQuota = 128;
    }

    [LocalCloudTheory("looks at the cloud's own state")]
    [InlineData("Sync-OSImageMember $image $wanted")]
    [InlineData("Copy-OSImageMember $source $image")]
    [InlineData("Add-OSImageMember $image $wanted -SkipExisting")]
    public async Task Two_concurrent_runs_reach_the_end_state_without_errors(string command)
    {
        var random = new Random(21);
        var state = Cloud.Local.State;
        var projects = Enumerable.Range(0, Projects).Select(i => state.AddProject(Tenants.Name($"second{i}_")).Id).ToArray();
        using var other = Shell.WithModule();
        other.Connect(Cloud.AuthUrl, Admin);
        Connect(Admin);
        for (var i = 0; i < Cases / 2; i++)
        {
            var (image, source) = (state.AddImage(Demo.ProjectId, "target").Id, state.AddImage(Demo.ProjectId, "source").Id);
            var (present, wanted) = (Pick(random, projects), projects[..random.Next(1, Projects)]);
            Array.ForEach(present, id => state.AddMember(image, id));
            Array.ForEach(wanted, id => state.AddMember(source, id));
            var shells = new[] { Shell, other };
            Array.ForEach(shells, shell => shell.Set("image", image).Set("source", source).Set("wanted", wanted));

            var results = await Task.WhenAll(shells.Select(shell => Task.Run(() => shell.Run(command))));

            Assert.All(results, result => result.MustSucceed());
            var expected = command.StartsWith("Sync", StringComparison.Ordinal) ? wanted : present.Union(wanted);
            Assert.Equal(expected.Order(), state.Members(image).Select(member => member.MemberId).Order());
        }
    }

    /// <summary>Some requests are rejected. Other requests are processed, but their response is lost.</summary>
    private void AddFaults(Random random)
    {
        var (status, every) = (random.Next(2) == 0 ? 429 : 502, random.Next(3, 7));
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Service == "image" && request.Method != "GET",
                Every = every,
                Times = 1,
                Status = status,
            });
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Service == "image"
                && request.Method != "GET",
            Every = every,
            Times = 1,
            Cut = Cut.BeforeResponse,
            AfterHandling = true,
        });
    }

    private static string[] Pick(Random random, string[] projects) => [.. projects.Where(_ => random.Next(2) == 0)];
}
