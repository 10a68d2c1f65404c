using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>The request log of a session that is used for days.</summary>
public sealed class RequestLogTests(TestCloud cloud) : CloudTests(cloud)
{
    private const int Sent = 10_500;

    [LocalCloudFact("sends more requests than a real one should be asked for this")]
    [ReliabilityRow("76b", "10,500 requests in one session, 32 of them concurrently")]
    public async Task The_newest_requests_replace_the_oldest()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("remembered"));
        Connect(Demo);
        var before = Shell.Run("Get-OpenStackRequest").Output.Count;

        var images = Shell.Set("ids", Enumerable.Repeat(id, Sent).ToArray()).Run("($ids | Get-OSImage -ThrottleLimit 32).Count").Single();

        Assert.Equal(Sent, images.BaseObject);
        var numbers = Shell.Run("Get-OpenStackRequest").MustSucceed().Output.Select(request => request.Value<long>("Number")).ToArray();
        Assert.Equal(Enumerable.Range(0, numbers.Length).Select(i => before + Sent - numbers.Length + 1L + i), numbers);
        ReliabilityPage.Saw("76b", $"the last {numbers.Length} are kept, in order");
    }
}
