using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Metadefs;

/// <summary>A POST whose response is lost: a definition that existed before is never taken for its effect.</summary>
public sealed class LostResponseTests(TestCloud cloud) : MetadefTests(cloud)
{
    private const string Watchdog = "OS::Compute::Watchdog";

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
    [InlineData("New-OSImageMetadefTag {0} fast", "fast")]
    [InlineData("New-OSImageMetadefObject {0} engine", "engine")]
    [InlineData("New-OSImageMetadefResourceTypeAssociation {0} OS::Nova::Flavor -Prefix x:", "OS::Nova::Flavor")]
    public void A_definition_that_the_command_created_is_written(string command, string name)
    {
        var space = Made();

        var added = Lose(string.Format(null, command, space), afterHandling: true).Single();

        Assert.Equal((space, name), (added.Text("Namespace"), added.Text("Name")));
    }

    /// <summary>Runs a command whose first POST ends in 502.</summary>
    private ShellResult Lose(string command, bool afterHandling)
    {
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "POST",
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
