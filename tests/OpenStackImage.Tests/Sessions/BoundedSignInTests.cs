using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>No fault leads to many sign-ins, and the end of a session ends all waits for its token.</summary>
public sealed class BoundedSignInTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Tokens = "/v3/auth/tokens";

    [LocalCloudFact("refuses renewals")]
    public void A_refused_renewal_is_not_repeated_for_each_of_100_piped_IDs()
    {
        Connect(Demo);
        Cloud.Local.ExpireTokens();
        Cloud.Local.Faults.Add(new Fault { When = request => request.Path == Tokens, Times = int.MaxValue, Status = 401 });

        var result = Shell.Run("1..100 | ForEach-Object { [guid]::NewGuid() } | Get-OSImage");

        Assert.Equal(100, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("AuthenticationFailed", error.Id()));
        Assert.InRange(Requests().Count(request => request.StartsWith("POST", StringComparison.Ordinal)), 1, 2);
    }

    [LocalCloudTheory("does not complete a renewal")]
    [InlineData(null, true)]
    [InlineData(null, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    [InlineData(429, false)]
    public void A_renewal_whose_response_is_lost_is_repeated_once_per_command(int? status, bool afterHandling)
    {
        Connect(Demo);
        Cloud.Local.ExpireTokens();
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Path == Tokens,
            Status = status,
            Cut = status is null ? Cut.BeforeResponse : Cut.None,
            AfterHandling = afterHandling,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "0" },
        });

        var result = Shell.Run("1..20 | ForEach-Object { [guid]::NewGuid() } | Get-OSImage -ThrottleLimit 4");

        Cloud.Local.Faults.Clear();
        Assert.Equal(20, result.Errors.Count);
        Assert.InRange(Requests().Count(request => request.StartsWith("POST", StringComparison.Ordinal)), 1, 2);
        Assert.Single(Shell.Run("Get-OSImage | Select-Object -First 0; 1").Output);
    }

    [LocalCloudFact("rejects all tokens")]
    public void An_image_service_that_rejects_every_token_ends_after_two_sign_ins_per_command()
    {
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = request => request.Service == "image", Times = int.MaxValue, Status = 401 });

        var result = Shell.Run("1..20 | ForEach-Object { [guid]::NewGuid() } | Get-OSImage");

        Assert.Equal(20, result.Errors.Count);
        Assert.InRange(Requests().Count(request => request.StartsWith("POST", StringComparison.Ordinal)), 1, 2);
        Assert.Contains(result.Errors, error => error.ToString().Contains("rejects each token", StringComparison.Ordinal));
    }

    [LocalCloudTheory("its clock is wrong")]
    [InlineData(-86_400)]
    [InlineData(86_400)]
    public async Task A_wrong_clock_on_either_side_causes_no_further_sign_in(int skew)
    {
        var clock = new SkewedClock(TimeSpan.FromSeconds(skew));
        await using var skewed = await CloudServer.StartAsync(new CloudOptions { Clock = clock });
        Shell.Connect(skewed.IdentityUri, Demo);

        Shell.Run("1..20 | ForEach-Object { Get-OSImage -Visibility private }").MustSucceed();

        Assert.Single(skewed.Log.Requests, request => request.Service == "identity");
    }

    [LocalCloudFact("delays a sign-in")]
    public async Task Disconnecting_during_a_renewal_ends_every_request_that_waits_for_it()
    {
        Connect(Demo);
        Cloud.Local.ExpireTokens();
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Path == Tokens && request.Method == "POST",
                Times = int.MaxValue,
                Delay = TimeSpan.FromMinutes(5),
            });
        using var other = Shell.WithModule();
        other.Set("session", Shell.Run("$demo").Single());
        using var waiting = other.Start("1..8 | ForEach-Object { [guid]::NewGuid() } | Get-OSImage -Session $session");
        await Patience.UntilAsync(() => Cloud.Local.Log.Requests.Any(request => request.Service == "image"));
        await Patience.UntilAsync(() => Shell.Run("@(Get-OpenStackRequest).Count").Single().BaseObject is int and > 1);

        Shell.Run("Disconnect-OpenStack").MustSucceed();
        await waiting.Ended.WaitAsync(Patience.Limit);

        var result = waiting.Finish();
        Assert.Equal(8, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("SessionClosed", error.Id()));
    }

    private sealed class SkewedClock(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
    }
}
