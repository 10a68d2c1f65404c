using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>New-OSImage -Replaces from any starting state, run concurrently, or stopped.</summary>
public sealed class ReplacementConvergenceTests(TestCloud cloud) : ReplacedImageTests(cloud)
{
    private const int Cases = 30;

    [LocalCloudFact("injects faults")]
    public void From_every_starting_state_under_faults_one_visible_image_remains_and_a_further_run_changes_nothing()
    {
        var random = new Random(16);
        var state = Cloud.Local.State;
        var projects = Enumerable.Range(0, 4).Select(i => state.AddProject($"rotate{i}_{Guid.NewGuid():N}").Id).ToArray();
        for (var i = 0; i < Cases; i++)
        {
            var (name, old) = Start();
            var members = projects.Where(_ => random.Next(2) == 0).ToArray();
            Array.ForEach(members, id => state.AddMember(old, id, random.Next(2) == 0 ? "pending" : "accepted"));
            if (random.Next(2) == 0)
            {
                // A version that was replaced long ago, with the data of the new one.
                Add(name, NewData, "arch", TimeSpan.FromDays(-1), isHidden: true);
            }

            if (random.Next(3) == 0)
            {
                Add(name, NewData, "arch", TimeSpan.FromSeconds(1), isHidden: random.Next(2) == 0);
            }

            AddFaults(random);
            var reference = random.Next(2) == 0 ? "$name" : "$old";
            var first = Shell.Run($"New-OSImage -Replaces {reference} -Path $path");
            Cloud.Local.Faults.Clear();
            Assert.Null(first.Terminating?.ToString());

            var made = Shell.Run($"New-OSImage -Replaces {reference} -Path $path").Single().Text("Id")!;

            AssertReplaced(name, made);
            Assert.Equal(members.Order(), state.Members(made).Select(member => member.MemberId).Order());
            var images = state.ImageCount;
            Cloud.Local.Log.Clear();
            Assert.Equal(made, Shell.Run($"New-OSImage -Replaces {reference} -Path $path").Single().Text("Id"));
            Assert.All(Cloud.Local.Log.Requests, request => Assert.Equal("GET", request.Method));
            Assert.Equal(images, state.ImageCount);
        }
    }

    [LocalCloudTheory("looks at the cloud's own state")]
    [InlineData("$name")]
    [InlineData("$old")]
    public async Task Two_concurrent_runs_leave_one_visible_image(string reference)
    {
        using var other = Shell.WithModule();
        other.Connect(Cloud.AuthUrl, Demo);
        for (var i = 0; i < Cases / 3; i++)
        {
            var (name, old) = Start();
            Cloud.Local.State.AddMember(old, Alt.ProjectId);
            var path = MakeFile(NewData, "other.img");
            other.Set("name", name).Set("old", old).Set("path", path);

            var results = await Task.WhenAll(
                new[] { Shell, other }.Select(shell => Task.Run(() => shell.Run($"New-OSImage -Replaces {reference} -Path $path"))));

            Assert.All(results, result => result.MustSucceed());
            var visible = Assert.Single(Visible(name));
            AssertReplaced(name, visible.Id);
            Assert.Single(Cloud.Local.State.Members(visible.Id));
            Assert.Equal(visible.Id, Shell.Run("New-OSImage -Replaces $name -Path $path").Single().Text("Id"));
        }
    }

    [LocalCloudFact("makes each request in turn hang")]
    public async Task Ctrl_C_at_each_request_leaves_the_old_image_in_use_or_the_new_one_in_its_place()
    {
        var stops = 0;
        for (var ordinal = 1; ordinal <= 30; ordinal++)
        {
            var (name, old) = Start();
            Cloud.Local.State.AddMember(old, Alt.ProjectId);
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Cloud.Local.Faults.Clear();
            var isHiding = false;
            Cloud.Local.Faults.Add(new Fault
            {
                When = request =>
                {
                    isHiding |= request.Ordinal > 2 && request.Path.EndsWith(old, StringComparison.Ordinal);
                    return request.Ordinal == ordinal && (arrived.TrySetResult() || true);
                },
                Hang = true,
            });
            using var script = Shell.Start("New-OSImage -Replaces $name -Path $path");
            if (await Task.WhenAny(arrived.Task, script.Ended) != arrived.Task)
            {
                break;
            }

            await script.StopAsync().WaitAsync(Patience.Limit);
            stops++;
            Cloud.Local.Faults.Clear();
            var left = Cloud.Local.State.Images.Where(image => image.Name == name).ToArray();
            if (!isHiding)
            {
                Assert.Equal(old, Assert.Single(left).Id);
                Assert.False(left[0].IsHidden);
            }

            var made = Shell.Run("New-OSImage -Replaces $name -Path $path").Single().Text("Id")!;
            AssertReplaced(name, made);
        }

        Assert.InRange(stops, 8, 29);
    }

    private void AddFaults(Random random)
    {
        var every = random.Next(1, 6);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Service == "image" && request.Method != "GET",
            Every = every,
            Times = 1,
            Status = random.Next(2) == 0 ? 500 : 502,
            AfterHandling = random.Next(2) == 0,
        });
    }
}
