using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Completion;

/// <summary>A lookup of candidates that fails after Tab has stopped to wait.</summary>
public sealed class LateFailureTests(TestCloud cloud) : StopFaultTests(cloud)
{
    [LocalCloudFact("refuses a list after a delay")]
    public async Task A_lookup_that_fails_in_the_background_leaves_no_unobserved_exception()
    {
        Connect(Demo);
        var requests = 0;
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Path.EndsWith("/v2/images", StringComparison.Ordinal) && Interlocked.Increment(ref requests) > 0,
            Delay = TimeSpan.FromSeconds(1.5),
            Status = 403,
        });

        Assert.Empty(Shell.Complete("Get-OSImage ub"));
        await Patience.UntilAsync(() => Shell.Run("Get-OpenStackRequest | Where-Object StatusCode -eq 403").Output.Count > 0);

        // Another request shows that the previous lookup has failed.
        await Patience.UntilAsync(() => Shell.Complete("Get-OSImage ub").Count == 0 && Volatile.Read(ref requests) > 1);

        Cloud.Local.Faults.Clear();
        AssertNothingUnobserved();
    }
}
