using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>
/// Projects are deleted, renamed and recreated while one session is used: no image is shared with a wrong project, and no orphan is missed.
/// </summary>
public sealed class FreshFactsTests(TestCloud cloud) : SharingTests(cloud)
{
    private const int Histories = 10_000;
    private const int HistoriesPerCommand = 50;

    [Fact]
    public async Task A_project_that_was_deleted_and_recreated_is_looked_up_again()
    {
        var images = await ImagesAsync(2);
        var first = await Tenants.ProjectAsync();
        Connect(Admin);
        Assert.Equal([first.Id], Shell.Run($"Add-OSImageMember {images[0].Id} {first.Name}").Texts("MemberId"));

        await Tenants.DeleteProjectAsync(first.Id);
        var second = await Tenants.ProjectAsync(name: first.Name);

        Assert.Equal([second.Id], Shell.Run($"Add-OSImageMember {images[1].Id} {first.Name}").Texts("MemberId"));
        Assert.Equal([first.Id], Shell.Run($"Get-OSImageMember {images[0].Id} -Orphaned").Texts("MemberId"));
    }

    [Fact]
    public async Task Each_cmdlet_uses_the_recreated_project_of_a_name()
    {
        var image = await ImageAsync();
        var first = await Tenants.ProjectAsync();
        Connect(Admin);
        Shell.Set("image", image.Id).Set("project", first.Name);
        Assert.Equal([$"{first.Id} Added"], Actions(Shell.Run("Sync-OSImageMember $image $project").MustSucceed()));

        await Tenants.DeleteProjectAsync(first.Id);
        var second = await Tenants.ProjectAsync(name: first.Name);

        Assert.Equal("NotAMember", Shell.Run("Remove-OSImageMember $image $project").SingleError().Id());
        Assert.Equal("NotAMember", Shell.Run("Approve-OSImageMember $image $project").SingleError().Id());
        Assert.Empty(Shell.Run("Get-OSImageMember $image $project -ErrorAction SilentlyContinue").Output);
        Assert.Equal([$"{second.Id} Added", $"{first.Id} Removed"], Actions(Shell.Run("Sync-OSImageMember $image $project").MustSucceed()));
        Assert.Equal([$"{second.Id} pending"], await MembersAsync(image));
        var owned = Shell.Run("Set-OSImage $image -Owner $project -PassThru").Single();
        Assert.Equal(second.Id, owned.Text("OwnerId"));
        Shell.Run($"Set-OSImage $image -Owner {Demo.ProjectId}").MustSucceed();
    }

    [Fact]
    public async Task A_403_for_one_project_does_not_end_the_verification_of_others()
    {
        var image = await ImageAsync();
        Connect(Demo);

        Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId}").MustSucceed();
        Shell.Run($"Add-OSImageMember {image.Id} {Admin.ProjectId}").MustSucceed();

        Assert.Equal(
            [$"GET /v3/projects/{Alt.ProjectId} 403", $"GET /v3/projects/{Admin.ProjectId} 403"],
            Requests().Where(request => request.Contains("/v3/projects/", StringComparison.Ordinal)));
    }

    /// <summary>
    /// Each history is a random sequence of delete, rename and recreate of three named projects, and a share by name after each step. The
    /// cloud's own state says
    /// which project has the name at that moment. Several histories share one command, as long as they concern different names.
    /// </summary>
    [LocalCloudFact("changes projects ten thousand times")]
    public void Ten_thousand_random_histories_share_with_no_wrong_project_and_miss_no_orphan()
    {
        const int seed = 20261126;
        var random = new Random(seed);
        var state = Cloud.Local.State;
        var names = Enumerable.Range(0, HistoriesPerCommand).Select(i => Tenants.Name($"history{i}_")).ToArray();
        var current = names.ToDictionary(name => name, name => (string?)state.AddProject(name).Id);
        var dead = new HashSet<string>();
        Connect(Admin);
        var (wrong, missed, shared) = (0, 0, 0);
        for (var done = 0; done < Histories; done += HistoriesPerCommand)
        {
            foreach (var name in names)
            {
                Change(name);
            }

            var image = state.AddImage(Demo.ProjectId, "history").Id;
            var result = Shell.Set("image", image).Set("names", names).Run("Add-OSImageMember $image $names");
            var members = state.Members(image).Select(member => member.MemberId).ToHashSet();
            var expected = current.Values.OfType<string>().ToHashSet();
            shared += members.Count;
            wrong += members.Except(expected).Count() + expected.Except(members).Count();
            Assert.Equal(names.Length - expected.Count, result.Errors.Count);

            // The projects of some members are deleted after the images are shared.
            foreach (var name in names.Where(name => current[name] is not null && random.Next(4) == 0))
            {
                Delete(name);
            }

            var orphans = Shell.Run("Get-OSImageMember $image -Orphaned").MustSucceed().Output.Select(member => member.Text("MemberId")!)
                .ToHashSet();
            missed += members.Where(dead.Contains).Except(orphans).Count() + orphans.Except(members.Where(dead.Contains)).Count();
            state.RemoveImage(image);
        }

        Assert.Equal((0, 0), (wrong, missed));
        Assert.InRange(shared, Histories / 3, Histories);

        void Delete(string name)
        {
            state.RemoveProject(current[name]!);
            dead.Add(current[name]!);
            current[name] = null;
        }

        void Change(string name)
        {
            for (var step = random.Next(1, 4); step > 0; step--)
            {
                if (current[name] is not { } id)
                {
                    current[name] = random.Next(3) > 0 ? state.AddProject(name).Id : null;
                }
                else if (random.Next(2) == 0)
                {
                    Delete(name);
                }
                else
                {
                    // Another project gets the name.
                    state.RenameProject(id, $"{name}old{id}");
                    current[name] = state.AddProject(name).Id;
                }
            }
        }
    }
}
