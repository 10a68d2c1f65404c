using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Reports;

/// <summary>
/// Export-OSImageSharingReport without input: the images that a session can audit, and the notes of the report about the others.
/// </summary>
public sealed class ReportAuditTests(TestCloud cloud) : SharingTests(cloud)
{
    private readonly ReportFile _report = new();

    [Fact]
    public async Task An_owner_reports_all_owned_shared_images_with_their_members()
    {
        var owner = await Tenants.AccountAsync("owner");
        var images = await ImagesAsync(2, owner);
        var hidden = await owner.CreateImageAsync(TestCloud.Name("hidden"), isHidden: true);
        var foreign = await ImageAsync();
        await owner.ShareAsync(images[0].Id, Alt);
        await owner.ShareAsync(images[0].Id, Demo);
        await owner.ShareAsync(hidden, Alt);
        await Alt.SetMemberStatusAsync(images[0].Id, "accepted");
        await Demo.SetMemberStatusAsync(images[0].Id, "rejected");
        await Demo.ShareAsync(foreign.Id, owner.ProjectId);

        Export(owner);

        Assert.Equal(
            [.. new[]
            {
                $"{images[0].Id} {Alt.ProjectId} accepted", $"{images[0].Id} {Demo.ProjectId} rejected rejected",
                $"{hidden} {Alt.ProjectId} pending",
            }.Order(StringComparer.Ordinal)],
            _report.Shares(images[0].Id, images[1].Id, hidden, foreign.Id));
        Assert.Equal(images[1].Name, (string)_report.Image(images[1].Id)["name"]!);
        Assert.True((bool)_report.Image(hidden)["hidden"]!);
        Assert.Equal(3, _report.Data["images"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_admin_sees_names_owners_orphans_and_disabled_projects()
    {
        var image = await ImageAsync(Demo);
        var (gone, disabled, living) = (await Tenants.ProjectAsync(), await Tenants.ProjectAsync(), await Tenants.ProjectAsync());
        foreach (var project in new[] { gone.Id, disabled.Id, living.Id, "no-such-project", Demo.ProjectId })
        {
            await Demo.ShareAsync(image.Id, project);
        }

        await Tenants.DeleteProjectAsync(gone.Id);
        await Admin.IdentityAsync(
            HttpMethod.Patch, $"projects/{disabled.Id}", new JsonObject { ["project"] = new JsonObject { ["enabled"] = false } });

        Export(Admin, "-AllProjects");

        Assert.Equal(
            [.. new[]
            {
                $"{image.Id} {gone.Id} pending orphaned", $"{image.Id} no-such-project pending orphaned",
                $"{image.Id} {disabled.Id} pending disabled", $"{image.Id} {living.Id} pending",
                $"{image.Id} {Demo.ProjectId} pending own",
            }.Order(StringComparer.Ordinal)],
            _report.Shares(image.Id));
        Assert.Equal(living.Name, (string)_report.Project(living.Id)["name"]!);
        Assert.Equal("Default", (string)_report.Project(living.Id)["domain"]!);
        Assert.Equal("missing", (string)_report.Project(gone.Id)["state"]!);
        Assert.Equal("disabled", (string)_report.Project(disabled.Id)["state"]!);
        var owner = _report.Data["projects"]![(int)_report.Image(image.Id)["owner"]!]!;
        Assert.Equal("demo", (string)owner["name"]!);
    }

    [Fact]
    public async Task AllProjects_of_a_user_warns_about_what_it_omits()
    {
        var user = await Tenants.AccountAsync("user");
        var (own, foreign) = (await ImageAsync(user), await ImageAsync());
        await user.ShareAsync(own.Id, Alt);
        await Demo.ShareAsync(foreign.Id, user.ProjectId);
        Connect(user);

        var result = Shell.Set("path", _report.Path).Run("Export-OSImageSharingReport $path -AllProjects").MustSucceed();

        var warning = Assert.Single(result.Warnings);
        Assert.Contains("requires an admin session", warning, StringComparison.Ordinal);
        Assert.Contains(warning, _report.Notes);
        Assert.Equal(2, _report.Shares(own.Id, foreign.Id).Length);
        Assert.Contains(_report.Notes, note => note.Contains("could not be read", StringComparison.Ordinal));
        Assert.Contains(_report.Notes, note => note.Contains("before it was made private", StringComparison.Ordinal));
        Assert.Contains(_report.Notes, note => note.StartsWith("Public and community images", StringComparison.Ordinal));
    }

    [LocalCloudFact("fails one list")]
    public async Task Members_that_cannot_be_read_are_one_error_and_a_note_of_the_report()
    {
        var owner = await Tenants.AccountAsync("owner");
        var images = await ImagesAsync(3, owner);
        foreach (var image in images)
        {
            await owner.ShareAsync(image.Id, Alt);
        }

        Connect(owner);
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Path.EndsWith($"{images[1].Id}/members", StringComparison.Ordinal), Status = 400 });

        var result = Shell.Set("path", _report.Path).Run("Export-OSImageSharingReport $path");

        Assert.Equal(images[1].Id, result.SingleError().TargetObject);
        Assert.Equal(2, _report.Shares([.. images.Select(image => image.Id)]).Length);
        Assert.Contains(_report.Notes, note => note.Contains(images[1].Id, StringComparison.Ordinal));
    }

    [LocalCloudFact("counts requests")]
    public async Task The_projects_are_read_with_one_list()
    {
        var image = await ImageAsync(Demo);
        var projects = await Tenants.ProjectsAsync(5);
        foreach (var project in projects)
        {
            await Demo.ShareAsync(image.Id, project.Id);
        }

        Connect(Admin);
        Shell.Set("path", _report.Path).Run("Export-OSImageSharingReport $path -AllProjects").MustSucceed();

        Assert.Single(Requests(), "GET /v3/projects?limit=1000 200");
        Assert.All(projects, project => Assert.DoesNotContain($"GET /v3/projects/{project.Id} 200", Requests()));
    }

    protected override void Dispose(bool disposing)
    {
        _report.Dispose();
        base.Dispose(disposing);
    }

    private void Export(CloudAccount account, string options = "")
    {
        Connect(account);
        Shell.Set("path", _report.Path).Run($"Export-OSImageSharingReport $path {options}").MustSucceed();
    }
}
