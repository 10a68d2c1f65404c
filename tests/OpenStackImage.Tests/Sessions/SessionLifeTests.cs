using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Sessions renew their tokens.</summary>
public sealed class SessionLifeTests(TestCloud cloud) : CloudTests(cloud)
{
    private const int Lanes = 20;
    private const int LeastCallsPerLane = 10;

    private static readonly TimeSpan Night = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(3);

    [LocalCloudFact("counts the renewals, and its tokens live for 3 seconds")]
    public async Task Hours_of_lists_renew_the_token_at_each_expiry_and_never_fail()
    {
        await using var shortLived = await CloudServer.StartAsync(
            new CloudOptions { TokenLifetime = TokenLife, LogCapacity = int.MaxValue });
        Shell.Connect(shortLived.IdentityUri, Demo);
        shortLived.Log.Clear();
        Shell.Set("end", DateTimeOffset.UtcNow + Night).Set("lanes", Lanes).Set("least", LeastCallsPerLane);

        var started = DateTimeOffset.UtcNow;
        var result = Shell.Run("""
            1..$lanes | ForEach-Object -Parallel {
                Import-Module $using:manifest
                $calls = 0
                do { Get-OSImage -Visibility private -Session $using:demo; $calls++ }
                while ([DateTimeOffset]::UtcNow -lt $using:end -or $calls -lt $using:least)
                $calls
            } -ThrottleLimit $lanes
            """);

        Assert.Equal(Lanes, result.MustSucceed().Output.Count);
        var elapsed = DateTimeOffset.UtcNow - started;
        var renewals = shortLived.Log.Requests.Count(request => request.Service == "identity");
        var rejected = shortLived.Log.Requests.Count(request => request.StatusCode == 401);

        // Keystone truncates the times of a token to seconds, and a token is used for nine tenths of its remaining lifetime. A token
        // that arrives late was rejected before.
        var most = (int)Math.Ceiling(elapsed / ((TokenLife - TimeSpan.FromSeconds(1)) * 0.9)) + 1 + rejected;
        Assert.InRange(renewals, 2, most);
    }

    [ReliabilityRow("33", "a token in the last tenth of a short lifetime")]
    [LocalCloudFact("its tokens live for 4 seconds")]
    public async Task A_token_near_its_expiry_is_renewed_before_the_call()
    {
        await using var shortLived = await CloudServer.StartAsync(new CloudOptions { TokenLifetime = TimeSpan.FromSeconds(4) });
        Shell.Connect(shortLived.IdentityUri, Demo);
        shortLived.Log.Clear();
        var end = Shell.Run("$demo").Single().Value<DateTime>("ExpiresAt");
        await Task.Delay(TimeSpan.FromTicks(Math.Max(0, (end - TimeSpan.FromSeconds(0.2) - DateTime.Now).Ticks)));

        Shell.Run("Get-OSImage -Visibility private").MustSucceed();

        ReliabilityPage.Saw(
            "33",
            "renewed before the call: "
                + string.Join(", ", shortLived.Log.Requests.Select(request => $"{request.Method} {request.StatusCode}")));
    }

    [ReliabilityRow("32", "64 concurrent requests with an expired token")]
    [LocalCloudFact("expires tokens")]
    public void Sixty_four_concurrent_requests_renew_once()
    {
        var images = Enumerable.Range(0, 256).Select(i => Cloud.Local.State.AddImage(Demo.ProjectId, $"image-{i}").Id).ToArray();
        Connect(Demo);
        Cloud.Local.ExpireTokens();

        Shell.Set("images", images).Run("$images | Get-OSImageMember -ThrottleLimit 64").MustSucceed();

        var renewals = Requests().Count(request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal(1, renewals);
        ReliabilityPage.Saw("32", $"{renewals} renewal, no error");
    }

    [LocalCloudFact("expires tokens")]
    public void The_error_of_a_session_without_a_credential_states_that_it_cannot_renew()
    {
        Connect(Demo);
        Shell.Set("token", Shell.Secret(SecretHunt.TokenOf(Shell.Run("$demo").Single())));
        Shell.Run("$bare = Connect-OpenStack -AuthUrl $url -Token $token -ProjectName demo").MustSucceed();
        Cloud.Local.ExpireTokens();

        var error = Shell.Run("Get-OSImage -Session $bare").SingleError();

        Assert.Equal("AuthenticationFailed", error.Id());
        Assert.Contains("it was created with a token and without a credential", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Connect-OpenStack", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}

public sealed class NamedSessionTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task Sessions_with_names_work_in_one_pipeline()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("named"));
        Connect(Demo, "-Name owner");
        Connect(Alt, "-Name consumer");

        Assert.Equal(
            ["pending"],
            Shell.Run($"Get-OSImage {id} -Session owner | Add-OSImageMember -Project {Alt.ProjectId} -Session owner").Texts("Status"));
        Assert.Equal([id], Shell.Run($"Get-OSImage -SharedWithMe -Session consumer | Where-Object Id -eq {id}").Texts("Id"));
        Assert.Equal(["demo"], Shell.Run("Get-OpenStackSession -Session owner").Texts("UserName"));
        Assert.Contains("'nobody'", Shell.Run("Get-OSImage -Session nobody").MustTerminate().ToString(), StringComparison.Ordinal);
    }
}
