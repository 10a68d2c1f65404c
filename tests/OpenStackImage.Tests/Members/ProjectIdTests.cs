using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Project IDs in other spellings, and project IDs that are not UUIDs.</summary>
public sealed class ProjectIdTests(TestCloud cloud) : SharingTests(cloud)
{
    public static TheoryData<string> Spellings => ["upper", "dashed", "dashed upper"];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Every_cmdlet_compares_and_sends_a_project_ID_in_one_spelling(string spelling)
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        Connect(Admin);
        Shell.Set("image", image.Id).Set("project", Spell(project.Id, spelling));

        Assert.Equal([project.Id], Shell.Run("Add-OSImageMember $image $project").Texts("MemberId"));
        Assert.Equal("MemberExists", Shell.Run("Add-OSImageMember $image $project").SingleError().Id());
        Assert.Equal([project.Id], Shell.Run("Add-OSImageMember $image $project -SkipExisting").Texts("MemberId"));
        Assert.Equal([project.Id], Shell.Run("Get-OSImageMember $image $project").Texts("MemberId"));
        Assert.Equal(["accepted"], Shell.Run("Approve-OSImageMember $image $project -PassThru").Texts("Status"));
        Assert.Equal(["Kept"], Shell.Run("Sync-OSImageMember $image $project").Texts("Action"));
        Assert.Equal([$"{project.Id} accepted"], await MembersAsync(image));
        Shell.Run("Remove-OSImageMember $image $project").MustSucceed();
        Assert.Empty(await MembersAsync(image));
    }

    [LocalCloudFact("stores a member in another spelling")]
    public async Task A_member_that_another_tool_stored_in_capitals_is_kept_set_and_removed()
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        var stored = project.Id.ToUpperInvariant();
        await Demo.ShareAsync(image.Id, stored);
        Connect(Admin);
        Shell.Set("image", image.Id).Set("project", project.Id);

        Assert.Equal([stored], Shell.Run("Get-OSImageMember $image $project").Texts("MemberId"));
        Assert.Equal([$"{stored} Kept"], Actions(Shell.Run("Sync-OSImageMember $image $project").MustSucceed()));
        Assert.Empty(Shell.Run("Get-OSImageMember $image -Orphaned").MustSucceed().Output);
        Assert.Equal(["accepted"], Shell.Run("Approve-OSImageMember $image $project -PassThru").Texts("Status"));
        Shell.Run("Remove-OSImageMember $image $project").MustSucceed();

        Assert.Empty(await MembersAsync(image));
    }

    [LocalCloudFact("has project IDs that are not UUIDs")]
    public async Task An_account_number_that_Keystone_confirms_as_an_ID_is_accepted()
    {
        var account = Cloud.Local.State.AddProject(Tenants.Name("account"), id: NewAccountNumber()).Id;
        var image = await ImageAsync();
        Connect(Admin);
        Shell.Set("image", image.Id).Set("project", account);

        Assert.Equal([account], Shell.Run("Add-OSImageMember $image $project").Texts("MemberId"));
        Assert.Equal([account], Shell.Run("Get-OSImageMember $image $project").Texts("MemberId"));
        Assert.Equal(["rejected"], Shell.Run("Deny-OSImageMember $image $project -PassThru").Texts("Status"));
        Assert.Equal(["Kept"], Shell.Run("Sync-OSImageMember $image $project").Texts("Action"));
        Assert.Empty(Shell.Run("Get-OSImageMember $image -Orphaned").MustSucceed().Output);
        Shell.Run("Remove-OSImageMember $image $project").MustSucceed();
        Assert.Empty(await MembersAsync(image));
    }

    [LocalCloudFact("has project IDs that are not UUIDs")]
    public void A_user_of_a_numbered_project_uses_the_IDs_of_the_token_and_the_member_list()
    {
        var state = Cloud.Local.State;
        var (own, other) = (
            state.AddProject(Tenants.Name("own"), id: NewAccountNumber()), state.AddProject(Tenants.Name("other"), id: NewAccountNumber()));
        var user = state.AddUser(Tenants.Name("user"), "secret", own.Id);
        var image = state.AddImage(own.Id, "numbered").Id;
        var copy = state.AddImage(own.Id, "numbered copy").Id;
        state.AddMember(image, other.Id);
        Shell.Set("credential", Shell.Credential(user.Name, "secret")).Set("image", image).Set("copy", copy).Set("own", own.Id)
            .Set("other", other.Id);
        Shell.Run($"$null = Connect-OpenStack -AuthUrl {Cloud.AuthUrl} -Credential $credential -ProjectId {own.Id} -UserDomain Default")
            .MustSucceed();

        Assert.Equal([other.Id], Shell.Run("Get-OSImageMember $image $other").Texts("MemberId"));
        Assert.Equal([other.Id], Shell.Run("Copy-OSImageMember $image $copy").Texts("MemberId"));
        Assert.Equal([$"{other.Id} Kept", $"{own.Id} Added"], Actions(Shell.Run("Sync-OSImageMember $image $other, $own").MustSucceed()));
        Shell.Run("Remove-OSImageMember $image $other, $own").MustSucceed();
        Assert.Empty(state.Members(image));
    }

    [LocalCloudTheory("has project IDs that are not UUIDs")]
    [InlineData("Add-OSImageMember $image $other", "MemberExists")]
    [InlineData("Add-OSImageMember $image 7000000", "ProjectNotResolved")]
    [InlineData("Add-OSImageMember $private 7000000", "ProjectNotResolved")]
    public void An_ID_from_the_member_list_is_accepted_as_an_ID_when_it_is_added_again(string command, string errorId)
    {
        var state = Cloud.Local.State;
        var other = state.AddProject(Tenants.Name("other"), id: NewAccountNumber()).Id;
        var image = state.AddImage(Demo.ProjectId, "numbered").Id;
        state.AddMember(image, other);
        Connect(Demo);
        Shell.Set("image", image).Set("other", other).Set("private", state.AddImage(Demo.ProjectId, "private", "private").Id);

        Assert.Equal(errorId, Shell.Run(command).SingleError().Id());
        Assert.Equal([other], Shell.Run("Add-OSImageMember $image $other -SkipExisting").Texts("MemberId"));
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Owners_and_projects_are_found_in_every_spelling_of_their_ID(string spelling)
    {
        var project = await Tenants.ProjectAsync();
        var image = await ImageAsync();
        Connect(Admin);
        Shell.Set("image", image.Id).Set("project", Spell(project.Id, spelling)).Set("upper", image.Id.ToUpperInvariant());

        Assert.Equal([project.Id], Shell.Run("Get-OSProject $project").Texts("Id"));
        Assert.Equal([image.Id], Shell.Run("Get-OSImage -WithId $upper").Texts("Id"));
        Assert.Equal([project.Id], Shell.Run("Set-OSImage $image -Owner $project -PassThru").Texts("OwnerId"));
        Assert.Equal([image.Id], Shell.Run("Get-OSImage -Owner $project").Texts("Id"));
        Assert.Equal([image.Id], Shell.Run("Get-OSImage -Owner $project, demo -Name (Get-OSImage $image).Name").Texts("Id"));
        Shell.Run("Set-OSImage $upper -Owner demo").MustSucceed();
        Assert.Empty(Shell.Run("Get-OSImage -Owner $project").MustSucceed().Output);
        var made = Shell.Run("New-OSImage spelled -Owner $project").Single();
        Admin.Owns(made.Text("Id")!);
        Assert.Equal(project.Id, made.Text("OwnerId"));
    }

    [Fact]
    public async Task A_domain_is_found_by_its_ID_in_capitals()
    {
        var (domainId, _) = await Tenants.DomainAsync();
        var project = await Tenants.ProjectAsync(domainId: domainId);
        var image = await ImageAsync();
        Connect(Admin);
        Shell.Set("domain", domainId.ToUpperInvariant()).Set("project", project.Name).Set("image", image.Id);

        Assert.Equal([project.Id], Shell.Run("Add-OSImageMember $image $project -ProjectDomain $domain").Texts("MemberId"));
        Assert.Equal([project.Id], Shell.Run("Get-OSProject $project -Domain $domain").Texts("Id"));
        Assert.Equal([project.Id], Shell.Run("Get-OSImageMember $image $project -ProjectDomain $domain").Texts("MemberId"));
    }

    [Fact]
    public async Task A_domain_ID_is_not_a_project()
    {
        var image = await ImageAsync();
        Connect(Admin);

        Assert.Equal("ProjectNotFound", Shell.Run($"Add-OSImageMember {image.Id} default").SingleError().Id());
        Assert.Empty(await MembersAsync(image));
    }

    private static string NewAccountNumber()
        => Random.Shared.Next(1_000_000, 9_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Spell(string id, string spelling) => spelling switch
    {
        "upper" => id.ToUpperInvariant(),
        "dashed" => Guid.Parse(id).ToString("D"),
        _ => Guid.Parse(id).ToString("D").ToUpperInvariant(),
    };
}
