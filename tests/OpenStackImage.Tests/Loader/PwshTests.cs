using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Loader;

/// <summary>
/// The main commands in a PowerShell process, with the local cloud and with real clouds. The tests of tests/shell cover everything else.
/// </summary>
public sealed class PwshTests(TestCloud cloud) : IClassFixture<TestCloud>
{
    [Fact]
    public async Task The_module_lists_members_in_pwsh()
    {
        var name = TestCloud.Name("pwsh");
        var id = await cloud.Demo.CreateImageAsync(name);
        await cloud.Demo.ShareAsync(id, cloud.Alt);
        var script = $$"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{{Build.ModuleManifest}}'
            Import-Module '{{Build.ModuleManifest}}' -Force
            $null = Connect-OpenStack
            Get-OSImageMember '{{name}}' | Select-Object -First 1 -Property ImageId, MemberId, Status | ConvertTo-Csv -UseQuotes Never
            @(Get-OpenStackRequest).Count
            Get-OSImage -Name '{{name}}' -Visibility shared | Get-OSImageMember | Format-Table | Out-String -Width 120
            """;

        var process = await PlaygroundProcess.PwshAsync(script, cloud.Demo);

        Assert.Equal("", process.Errors);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(["ImageId,MemberId,Status", $"{id},{cloud.Alt.ProjectId},pending", "3"], process.Lines.Take(3));
        Assert.Contains($"{id} {cloud.Alt.ProjectId} pending", process.Lines);
    }
}
