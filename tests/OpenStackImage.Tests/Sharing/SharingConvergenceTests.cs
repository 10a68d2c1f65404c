using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Sharing;

/// <summary>
/// Sync-OSImageSharing reaches the state of the file from every starting state: at quota, under faults, and during a second run.
/// </summary>
public sealed class SharingConvergenceTests(TestCloud cloud) : SharingFileCommandTests(cloud)
{
    private const int Projects = 6;
    private const int Images = 3;
    private const string Command = "Sync-OSImageSharing sharing.yaml -Prune";

    private static readonly string[] Statuses = ["pending", "accepted", "rejected"];

    [LocalCloudFact("injects faults")]
    public void The_end_state_is_the_same_from_every_starting_state_and_a_second_run_changes_nothing()
    {
        var random = new Random(16);
        var projects = MakeProjects("converge");
        Connect(Admin);
        for (var i = 0; i < 40; i++)
        {
            var (wanted, most) = Prepare(random, projects);
            Cloud.Local.Options.ImageMemberQuota = most;
            AddFaults(random);

            var first = Shell.Run(Command);

            Cloud.Local.Faults.Clear();
            Assert.Null(first.Terminating?.ToString());
            var retry = first.Errors.Count > 0 ? Shell.Run(Command) : first;
            retry.MustSucceed();
            AssertState(wanted);
            var writes = Writes();
            Assert.Empty(Shell.Run(Command).MustSucceed().Output);
            Assert.Equal(writes, Writes());
            Assert.True((bool)Shell.Run("Test-OSImageSharing sharing.yaml -Quiet").Single().BaseObject);
        }

        Cloud.Local.Options.ImageMemberQuota = 128;
    }

    [LocalCloudFact("looks at the cloud's own state")]
    public async Task Two_concurrent_runs_reach_the_end_state_without_errors()
    {
        var random = new Random(61);
        var projects = MakeProjects("twice");
        using var other = Shell.WithModule();
        other.GoTo(Folder.Path("."));
        other.Connect(Cloud.AuthUrl, Admin);
        Connect(Admin);
        for (var i = 0; i < 20; i++)
        {
            var (wanted, most) = Prepare(random, projects);
            Cloud.Local.Options.ImageMemberQuota = most;

            var results = await Task.WhenAll(new[] { Shell, other }.Select(shell => Task.Run(() => shell.Run(Command))));

            Assert.All(results, result => result.MustSucceed());
            AssertState(wanted);
        }

        other.GoTo(Path.GetTempPath());
        Cloud.Local.Options.ImageMemberQuota = 128;
    }

    /// <summary>Creates images with random members, and a file with random entries for them.</summary>
    /// <returns>The members that each image must have, and the largest number of members of an image.</returns>
    private (Dictionary<string, string[]> Wanted, int MostMembers) Prepare(Random random, (string Id, string Name)[] projects)
    {
        var state = Cloud.Local.State;
        var wanted = new Dictionary<string, string[]>();
        var entries = new List<string>();
        var most = 1;
        for (var i = 0; i < Images; i++)
        {
            var name = TestCloud.Name("converging");
            var image = state.AddImage(Demo.ProjectId, name).Id;
            var present = Pick(random, projects);
            Array.ForEach(present, project => state.AddMember(image, project.Id, Statuses[random.Next(3)]));
            var listed = Pick(random, projects)
                .Select(project => (project.Id, project.Name, Status: random.Next(2) == 0 ? "accepted" : "pending")).ToArray();
            var expired = Pick(random, projects).Where(project => listed.All(other => other.Id != project.Id)).ToArray();
            var lines = listed.Select((project, index) => index % 2 == 0
                    ? $"id: {project.Id}, status: {project.Status}"
                    : $"name: {project.Name}, domain: Default, status: {project.Status}")
                .Concat(expired.Select(project => $"id: {project.Id}, until: 2020-01-01")).ToArray();
            var half = lines.Length / 2;
            entries.Add($"id: {image} => {string.Join("; ", lines[..half])}");
            entries.Add($"name: '{name}' => {string.Join("; ", lines[half..])}");
            wanted[image] = [.. listed.Select(project => $"{project.Id} {project.Status}").Order(StringComparer.Ordinal)];
            most = Math.Max(most, Math.Max(present.Length, listed.Length));
        }

        Write([.. entries]);
        return (wanted, most);
    }

    private void AssertState(Dictionary<string, string[]> wanted) => Assert.All(wanted, image => Assert.Equal(
        image.Value,
        Cloud.Local.State.Members(image.Key).Select(member => $"{member.MemberId} {member.Status}").Order(StringComparer.Ordinal)));

    private (string Id, string Name)[] MakeProjects(string stem) => [.. Enumerable.Range(0, Projects)
        .Select(i => Tenants.Name($"{stem}{i}_"))
        .Select(name => (Cloud.Local.State.AddProject(name).Id, name))];

    /// <summary>Some requests are rejected. Other requests are processed, but their response is lost.</summary>
    private void AddFaults(Random random)
    {
        var every = random.Next(3, 7);
        Cloud.Local.Faults.Add(new Fault { When = IsWrite, Every = every, Times = 1, Status = random.Next(2) == 0 ? 503 : 502 });
        Cloud.Local.Faults.Add(new Fault { When = IsWrite, Every = every, Times = 1, Cut = Cut.BeforeResponse, AfterHandling = true });

        static bool IsWrite(FaultedRequest request) => request.Service == "image" && request.Method != "GET";
    }

    private static (string Id, string Name)[] Pick(Random random, (string Id, string Name)[] projects)
        => [.. projects.Where(_ => random.Next(2) == 0)];
}
