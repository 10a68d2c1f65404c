using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>
/// Ctrl+C at any time in any cmdlet: the command returns immediately, the session remains valid, and no task fails unobserved.
/// </summary>
public sealed partial class StopAnywhereTests(TestCloud cloud) : StopFaultTests(cloud)
{
    private const int MostStops = 40;

    [LocalCloudTheory("makes each request in turn hang")]
    [InlineData("Get-OSImage")]
    [InlineData("Get-OSImage $name")]
    [InlineData("Get-OSImage -SharedWithMe")]
    [InlineData("$names | Get-OSImage -ThrottleLimit 2")]
    [InlineData("Get-OSImageMember $id -ResolveName -Project $alt.ProjectName")]
    [InlineData("Get-OSImageMember -AllProjects -ResolveName")]
    [InlineData("Get-OSImageMember -AllProjects -Orphaned")]
    [InlineData("Get-OSImage | Get-OSImageMember")]
    [InlineData("Export-OSImageSharingReport $saved -AllProjects -Force")]
    [InlineData("Get-OSImageMember $id | ConvertTo-OSImageSharingDiagram")]
    [InlineData("Add-OSImageMember $id, $private, $name $alt.ProjectName, $admin.ProjectId -SetShared -Accept")]
    [InlineData("$id, $private | Add-OSImageMember -Project $alt.ProjectId -SkipExisting -ThrottleLimit 1")]
    [InlineData("Set-OSImageMember $id $alt.ProjectId -Status rejected")]
    [InlineData("Approve-OSImageMember $name $alt.ProjectId")]
    [InlineData("Deny-OSImageMember $id $alt.ProjectId")]
    [InlineData("Sync-OSImageMember $id $admin.ProjectId, $alt.ProjectName -Confirm:$false")]
    [InlineData("Copy-OSImageMember -From $id -To $private")]
    [InlineData("Copy-OSImage $filled -Destination $alt")]
    [InlineData("Compare-OSImage $filled -Destination $alt")]
    [InlineData("Restore-OSImage $id -Version $filled")]
    [InlineData("Remove-OSImageMember $id, $private $alt.ProjectId")]
    [InlineData("Export-OSImageSharing $sharing -Force")]
    [InlineData("Test-OSImageSharing $sharing")]
    [InlineData("Sync-OSImageSharing $sharing -Prune")]
    [InlineData("Add-OSImageCache $filled")]
    [InlineData("Remove-OSImageCache $filled -Confirm:$false")]
    [InlineData("Get-OSImageCache")]
    [InlineData("Clear-OSImageCache -Confirm:$false")]
    [InlineData("Add-OSImageLocation $queued http://127.0.0.1:1/disk.img")]
    [InlineData("Get-OSImageLocation $filled")]
    [InlineData("Disable-OSImage $filled")]
    [InlineData("Enable-OSImage $filled")]
    [InlineData("New-OSImage stopped -Path $file -DiskFormat raw")]
    [InlineData("New-OSImage stopped -Replaces $name")]
    [InlineData("Set-OSImage $id -Property os_distro=arch")]
    [InlineData("Remove-OSImage $private, $queued -Confirm:$false")]
    [InlineData("Send-OSImageData $queued $file")]
    [InlineData("Save-OSImage $filled $saved -Force")]
    [InlineData("Import-OSImage $queued -Uri http://127.0.0.1:1/disk.img -Wait")]
    [InlineData("Wait-OSImage $filled")]
    [InlineData("Get-OSImageImportInfo")]
    [InlineData("Get-OSImageStore -Detail")]
    [InlineData("Get-OSImageTask")]
    [InlineData("Get-OSImageUsage")]
    [InlineData("Get-OSImageSchema")]
    [InlineData("Get-OSImageMetadefNamespace")]
    [InlineData("Get-OSImageMetadefObject $space")]
    [InlineData("Get-OSImageMetadefProperty $space")]
    [InlineData("Get-OSImageMetadefResourceType")]
    [InlineData("Get-OSImageMetadefResourceTypeAssociation $space")]
    [InlineData("Get-OSImageMetadefTag $space")]
    [InlineData("Import-OSImageMetadefNamespace $json")]
    [InlineData("New-OSImageMetadefNamespace ($space + 2)")]
    [InlineData("New-OSImageMetadefObject $space o2")]
    [InlineData("New-OSImageMetadefProperty $space p2 -Title P -Type string")]
    [InlineData("New-OSImageMetadefResourceTypeAssociation $space OS::Nova::Flavor")]
    [InlineData("New-OSImageMetadefTag $space t2, t3")]
    [InlineData("Set-OSImageMetadefNamespace $space -Description d")]
    [InlineData("Set-OSImageMetadefObject $space o -Description d")]
    [InlineData("Set-OSImageMetadefProperty $space p -Description d")]
    [InlineData("Set-OSImageMetadefTag $space t -NewName t4")]
    [InlineData("Remove-OSImageMetadefObject $space o -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefProperty $space p -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefResourceTypeAssociation $space OS::Glance::Image -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefTag $space t -Confirm:$false")]
    [InlineData("Remove-OSImageMetadefNamespace $space -Confirm:$false")]
    [InlineData("Get-OSProject al*, $alt.ProjectName")]
    [InlineData("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName admin -NotDefault")]
    [InlineData("Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName admin -NotDefault -Discover")]
    [InlineData("Disconnect-OpenStack -Session (Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName admin -NotDefault)")]
    [ReliabilityRow("29", "Ctrl+C at each request of each cmdlet in turn, before the response")]
    public async Task Stopping_at_each_request_ends_immediately_and_leaves_the_session_usable(string command)
    {
        using var folder = await EveryCommand.PrepareAsync(Cloud, Shell, command);

        var stops = 0;
        for (var ordinal = 1; ordinal <= MostStops; ordinal++)
        {
            var hangs = HangAt(ordinal);
            using var script = Shell.Start(command);
            if (await Task.WhenAny(hangs, script.Ended) != hangs)
            {
                break;
            }

            await script.StopAsync().WaitAsync(Patience.Limit);
            stops++;
        }

        Cloud.Local.Faults.Clear();
        Shell.Run("Get-OSImageMember $id").MustSucceed();
        Assert.InRange(stops, 1, MostStops);
        AssertNothingUnobserved();
        ReliabilityPage.Checked("29", "returns to the prompt; the session is usable; no unobserved exceptions");
    }

    [Fact]
    public void Each_cmdlet_that_sends_requests_is_tested()
    {
        var stopped = EveryCommand.Lines
            .SelectMany(line => CommandName().Matches(line))
            .Select(name => name.Value);

        // The properties and the request log of a session require no request.
        Assert.Equal(
            ModuleAssembly.Of(Shell).OfSession.Select(command => command.Name).Append("Connect-OpenStack").Append("Disconnect-OpenStack")
                .Distinct().Except(["ConvertTo-OpenStackSequenceDiagram", "Get-OpenStackRequest", "Get-OpenStackSession"]).Order(),
            stopped.Distinct().Order());
    }

    /// <summary>Completes when the n-th request from now has arrived, which never gets a response.</summary>
    private Task HangAt(int ordinal)
    {
        Cloud.Local.Faults.Clear();
        return Hang(request => request.Ordinal == ordinal);
    }

    [GeneratedRegex("[A-Z][A-Za-z]+-(OS|OpenStack)[A-Za-z]*")]
    private static partial Regex CommandName();
}
