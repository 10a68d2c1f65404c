using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Pipeline;

public sealed class EnduranceTests(TestCloud cloud) : CloudTests(cloud)
{
    /// <summary>The pump once missed the end of a call when it met the last read: one in some thousand calls never came back.</summary>
    [LocalCloudFact("is too many requests for a cloud that is used by others")]
    public async Task Twenty_thousand_calls_in_a_row_all_come_back()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("busy"));
        Connect(Demo);

        var result = await Task.Run(() => Shell.Run($"$count = 0; foreach ($call in 1..20000) {{ $null = Get-OSImageMember {id}; $count++ }}; $count"))
            .WaitAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(20_000, Assert.Single(result.MustSucceed().Output).BaseObject);
    }
}
