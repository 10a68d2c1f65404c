using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Metadefs;

/// <summary>A POST request whose response is lost: a definition that already existed is never treated as its result.</summary>
public sealed class LostResponseTests(TestCloud cloud) : MetadefTests(cloud)
{
    private const string Watchdog = "OS::Compute::Watchdog";

    [LocalCloudFact("refuses to delete a definition, and to create one")]
    public void A_refusal_is_explained_by_the_request_and_by_the_definition_that_it_names()
    {
        var space = Made();
        Shell.Run($"New-OSImageMetadefTag {space} old").MustSucceed();
        Cloud.RespondAsNewer(request => request.Method == "DELETE", 409, "It is in use.", times: 1);
        Cloud.RespondAsNewer(request => request.Method == "POST", 404, "The type OS::New does not exist.", times: 1);

        var removal = Shell.Run($"Remove-OSImageMetadefTag {space} old -Confirm:$false").SingleError();
        var creation = Shell.Run($"New-OSImageMetadefResourceTypeAssociation {space} OS::New").SingleError();

        Assert.Equal("Conflict", removal.Id());
        Assert.Contains("resource type 'OS::New'", creation.FullText(), StringComparison.Ordinal);
    }

    [LocalCloudTheory("the cloud loses responses on purpose")]
    [InlineData($"New-OSImageMetadefNamespace {Watchdog}", "MetadefExists")]
    // The cloud does not send the creation time of this association.
    [InlineData($"New-OSImageMetadefResourceTypeAssociation {Watchdog} OS::Glance::Image", "OutcomeUnknown")]
    public void An_existing_definition_is_not_the_effect_of_the_command(string command, string errorId)
    {
        Connect(Admin);

        var result = Lose(command, afterHandling: false);

        Assert.Empty(result.Output);
        Assert.Equal(errorId, result.SingleError().Id());
    }

    [LocalCloudTheory("the cloud loses responses on purpose")]
    [InlineData("New-OSImageMetadefTag {0} old")]
    [InlineData("New-OSImageMetadefObject {0} old")]
    [InlineData("New-OSImageMetadefProperty {0} old -Title Old -Type string")]
    public async Task A_definition_that_existed_before_is_not_the_effect_of_the_command(string command)
    {
        var space = Made();
        Shell.Run(string.Format(null, command, space)).MustSucceed();
        await ServerTimePassesAsync(TimeSpan.FromSeconds(3));

        foreach (var afterHandling in new[] { true, false })
        {
            var result = Lose(string.Format(null, command, space), afterHandling);

            Assert.Empty(result.Output);
            Assert.Equal("MetadefExists", result.SingleError().Id());
        }
    }

    [LocalCloudTheory("the cloud loses responses on purpose")]
    [InlineData("New-OSImageMetadefNamespace {0}")]
    [InlineData("Import-OSImageMetadefNamespace $json")]
    public async Task A_namespace_that_existed_before_is_not_the_effect_of_the_command(string command)
    {
        var space = Made();
        using var folder = Json(space);
        await ServerTimePassesAsync(TimeSpan.FromSeconds(3));

        foreach (var afterHandling in new[] { true, false })
        {
            var result = Lose(string.Format(null, command, space), afterHandling);

            Assert.Empty(result.Output);
            Assert.Equal("MetadefExists", result.SingleError().Id());
        }
    }

    [LocalCloudTheory("the cloud loses responses on purpose")]
    [InlineData("New-OSImageMetadefNamespace {0}", true)]
    [InlineData("New-OSImageMetadefNamespace {0}", false)]
    [InlineData("Import-OSImageMetadefNamespace $json", true)]
    [InlineData("Import-OSImageMetadefNamespace $json", false)]
    public void A_namespace_that_the_command_created_is_written(string command, bool afterHandling)
    {
        Connect(Admin);
        var space = Space();
        using var folder = Json(space);

        Assert.Equal(space, Lose(string.Format(null, command, space), afterHandling).Single().Text("Namespace"));

        if (command.StartsWith("Import", StringComparison.Ordinal))
        {
            Assert.Equal(["speed"], Shell.Run($"Get-OSImageMetadefProperty {space}").Texts("Name"));
        }
    }

    [LocalCloudFact("the cloud has only a part of what was imported")]
    public void A_namespace_whose_content_is_missing_is_not_reported_as_imported()
    {
        Connect(Admin);
        var space = Space();
        using var folder = Json(space);
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Method == "POST", Times = 1, Cut = Cut.BeforeResponse, AfterHandling = true });

        // The namespace without its content, as Glance shows it while it creates the content.
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "GET" && request.Path.Contains("/namespaces/", StringComparison.Ordinal),
            Status = 200,
            ContentType = "application/json",
            Body = $$"""{"namespace": "{{space}}", "created_at": "{{DateTime.UtcNow.AddMinutes(1):yyyy-MM-ddTHH:mm:ssZ}}"}""",
        });

        var error = Shell.Run("Import-OSImageMetadefNamespace $json").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal("OutcomeUnknown", error.Id());
    }

    [LocalCloudTheory("the cloud loses responses on purpose")]
    [InlineData("Remove-OSImageMetadefTag {0} none -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefObject {0} none -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefProperty {0} none -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefResourceTypeAssociation {0} OS::Nova::Flavor -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefNamespace none -Confirm:$false")]
    public void A_definition_that_never_existed_is_not_reported_as_removed(string command)
    {
        var space = Made();

        Assert.Equal("MetadefNotFound", Lose(string.Format(null, command, space), afterHandling: true, "DELETE").SingleError().Id());
    }

    [LocalCloudTheory("the cloud loses responses on purpose")]
    [InlineData("Remove-OSImageMetadefTag {0} fast -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefObject {0} engine -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefProperty {0} speed -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefResourceTypeAssociation {0} OS::Nova::Flavor -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefNamespace {0} -Confirm:$false")]
    public void A_removal_whose_response_was_lost_is_not_an_error(string command)
    {
        var space = Made();
        Shell.Set("space", space).Run(
            "$null = New-OSImageMetadefTag $space fast; $null = New-OSImageMetadefObject $space engine; "
                + "$null = New-OSImageMetadefProperty $space speed -Title Speed -Type string; "
                + "$null = New-OSImageMetadefResourceTypeAssociation $space OS::Nova::Flavor").MustSucceed();

        Lose(string.Format(null, command, space), afterHandling: true, "DELETE").MustSucceed();
    }

    [LocalCloudTheory("the cloud loses responses on purpose")]
    [InlineData("New-OSImageMetadefTag {0} fast", "fast")]
    [InlineData("New-OSImageMetadefObject {0} engine", "engine")]
    [InlineData("New-OSImageMetadefProperty {0} speed -Title Speed -Type string", "speed")]
    [InlineData("New-OSImageMetadefResourceTypeAssociation {0} OS::Nova::Flavor -Prefix x:", "OS::Nova::Flavor")]
    public void A_definition_that_the_command_created_is_written(string command, string name)
    {
        var space = Made();

        var added = Lose(string.Format(null, command, space), afterHandling: true).Single();

        Assert.Equal((space, name), (added.Text("Namespace"), added.Text("Name")));
    }

    /// <summary>A file that the variable json names, with a namespace and one property.</summary>
    private CloudsFolder Json(string space)
    {
        var folder = new CloudsFolder(Shell).Write(
            "space.json", $$$"""{"namespace": "{{{space}}}", "properties": {"speed": {"title": "Speed", "type": "string"} } }""");
        Shell.Set("json", folder.Path("space.json"));
        return folder;
    }

    /// <summary>Runs a command whose first POST or DELETE ends in 502.</summary>
    private ShellResult Lose(string command, bool afterHandling, string method = "POST")
    {
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == method,
            Times = 1,
            Status = 502,
            AfterHandling = afterHandling,
        });
        try
        {
            return Shell.Run(command);
        }
        finally
        {
            Cloud.Local.Faults.Clear();
        }
    }
}
