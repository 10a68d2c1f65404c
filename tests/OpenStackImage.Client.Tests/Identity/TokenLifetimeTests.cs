using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests.Identity;

/// <summary>When a session renews its token.</summary>
public sealed class TokenLifetimeTests : TokenSourceCase
{
    [Fact]
    public async Task A_token_near_its_expiry_is_renewed_before_use_once_for_all_callers()
    {
        using var source = Source(Living("old", TimeSpan.FromSeconds(10)), () => Task.FromResult(Lasting("new")));
        Clock.Advance(TimeSpan.FromSeconds(10));

        var headers = await Task.WhenAll(Enumerable.Range(0, Waiters).Select(_ => source.GetAsync(null, default).AsTask()));

        Assert.All(headers, header => Assert.Equal("new", header!.Value));
        Assert.Equal(1, SignIns);
    }

    [Fact]
    public async Task A_token_without_a_credential_is_used_until_it_expires()
    {
        using var source = new TokenSource(Living("old", TimeSpan.FromSeconds(1)), null, "reason", Clock);
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.False(source.CanRenew);
        Assert.Equal("old", (await source.GetAsync(null, default))!.Value);
    }

    [Theory]
    [InlineData(3600, 3478, 0)]
    [InlineData(3600, 3480, 1)]
    [InlineData(3, 1.7, 0)]
    [InlineData(3, 1.9, 1)]
    public async Task A_token_is_used_until_two_minutes_before_its_expiry_or_for_nine_tenths_of_a_short_lifetime(
        double life, double age, int signIns)
    {
        using var source = Source(Living("old", TimeSpan.FromSeconds(life)), () => Task.FromResult(Lasting("new")));

        Clock.Advance(TimeSpan.FromSeconds(age));
        await source.GetAsync(null, default);

        Assert.Equal(signIns, SignIns);
    }

    [Theory]
    [InlineData(-7200)]
    [InlineData(7200)]
    public async Task A_wrong_local_clock_does_not_affect_the_renewal(int skew)
    {
        var issuedAt = Clock.GetUtcNow() + TimeSpan.FromSeconds(skew);
        using var source = Source(
            new Token
            {
                Value = "old",
                IssuedAt = issuedAt,
                ExpiresAt = issuedAt + TimeSpan.FromHours(1),
            }, () => Task.FromResult(Lasting("new")));

        await source.GetAsync(null, default);
        Assert.Equal(0, SignIns);

        Clock.Advance(TimeSpan.FromMinutes(59));
        await source.GetAsync(null, default);
        Assert.Equal(1, SignIns);
    }

    [Fact]
    public async Task Tokens_that_expire_immediately_are_renewed_twice_per_command()
    {
        var life = TimeSpan.FromSeconds(1);
        using var source = Source(Living("0", life), () => Task.FromResult(Living($"{SignIns}", life)));
        var command = new CommandObserver();
        for (var item = 0; item < 100; item++)
        {
            Clock.Advance(TimeSpan.FromSeconds(2));
            var header = await source.GetAsync(command, default);
            try
            {
                await ReplaceAsync(source, header!.Value, command);
            }
            catch (AuthenticationException)
            {
                // Expected after the second sign-in.
            }
        }

        Assert.Equal(2, SignIns);
    }
}
