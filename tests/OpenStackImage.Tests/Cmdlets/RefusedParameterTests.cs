using OpenStackImage.Tests.Documentation;

namespace OpenStackImage.Tests.Cmdlets;

/// <summary>Rule 1 of docs/reliability.md: a parameter that would have no effect is refused.</summary>
public sealed class RefusedParameterTests : IAsyncLifetime
{
    private readonly PairCloud _pairs = new();

    public ValueTask InitializeAsync() => _pairs.StartAsync();

    [Theory]
    [InlineData("Get-OSImageMember -ProjectDomain Default", "-Project")]
    [InlineData("Get-OSImageMember $image -ProjectDomain Default", "-Project")]
    [InlineData("Approve-OSImageMember $image -ProjectDomain Default", "-Project")]
    [InlineData("Get-OSImage -OwnerDomain Default", "-Owner")]
    [InlineData("New-OSImage x -OwnerDomain Default", "-Owner")]
    [InlineData("Set-OSImage $image -OwnerDomain Default", "-Owner")]
    [InlineData("Add-OSImageLocation $image http://127.0.0.1/x -HashAlgorithm sha256", "-HashValue")]
    [InlineData("Import-OSImage $image -TimeoutSec 5", "-Wait")]
    [InlineData("Import-OSImage $image -Method copy-image -AllowFailure", "-Store or -AllStores")]
    [InlineData("Import-OSImage $image -ExpectedHash ('0' * 64)", "-Wait")]
    [InlineData("Set-OSImage $image -Property @{a = 1} -RemoveProperty a", "'a'")]
    [InlineData("Set-OSImage $image -RemoveProperty a, name", "'name'")]
    [InlineData("Set-OSImage $image -RemoveProperty os_hidden", "'os_hidden'")]
    [InlineData("Set-OSImage $image -AddTag a -RemoveTag a", "'a'")]
    [InlineData("Set-OSImage $image -Tag a, b -RemoveTag b", "'b'")]
    [InlineData("ConvertTo-OpenStackSequenceDiagram -Session $admin -Request (Get-OpenStackRequest)", "-Session")]
    public void A_parameter_without_effect_is_refused_before_any_request(string command, string named)
    {
        _pairs.Reset();
        _pairs.Cloud.Log.Clear();

        var error = _pairs.Shell.Run(command).MustTerminate();

        ErrorsPage.AssertTold(error, "InvalidParameters", named);
        Assert.Empty(_pairs.Cloud.Log.Requests);
    }

    [Theory]
    [InlineData("Add-OSImageMember $image $altId -ProjectDomain other -SkipExisting")]
    [InlineData("Remove-OSImageMember $image $altId -ProjectDomain other")]
    [InlineData("Sync-OSImageMember $image $altId -ProjectDomain other")]
    [InlineData("Set-OSImageMember $image $altId -ProjectDomain other -Status accepted")]
    [InlineData("Get-OSImageMember $image $altId -ProjectDomain other")]
    [InlineData("Get-OSImage -Owner $altId -OwnerDomain other")]
    [InlineData("Set-OSImage $image -Owner $altId -OwnerDomain other")]
    [InlineData("Get-OSProject $altId -ProjectDomain other")]
    public void The_ID_of_a_project_of_another_domain_is_refused(string command)
    {
        _pairs.Reset();
        if (_pairs.Cloud.State.Domains.All(domain => domain.Name != "other"))
        {
            _pairs.Cloud.State.AddDomain("other");
        }

        ErrorsPage.AssertTold(_pairs.Shell.Run(command).SingleError(), "ProjectNotFound", "is not in domain 'other'");

        _pairs.Shell.Run(command.Replace("other", "Default", StringComparison.Ordinal)).MustSucceed();
    }

    public ValueTask DisposeAsync() => _pairs.DisposeAsync();
}
