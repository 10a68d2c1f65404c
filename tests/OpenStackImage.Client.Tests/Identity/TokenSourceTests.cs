using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests.Identity;

public sealed class TokenSourceTests
{
    private const int Waiters = 20;

    private int _renewals;

    [Fact]
    public async Task Of_many_who_were_refused_one_renews_and_all_get_the_new_token()
    {
        var mayAnswer = new TaskCompletionSource();
        using var source = new TokenSource(Lasting("old"), async (_, _) =>
        {
            Interlocked.Increment(ref _renewals);
            await mayAnswer.Task;
            return Lasting("new");
        });

        var waiting = Enumerable.Range(0, Waiters).Select(_ => source.RenewAsync(Lasting("old"), null, default)).ToArray();
        mayAnswer.SetResult();

        Assert.All(await Task.WhenAll(waiting), token => Assert.Equal("new", token.Value));
        Assert.Equal(1, _renewals);
    }

    [Fact]
    public async Task A_token_near_its_end_is_renewed_before_use_once_for_all()
    {
        using var source = new TokenSource(Ending("old", TimeSpan.Zero), Renew);

        var tokens = await Task.WhenAll(Enumerable.Range(0, Waiters).Select(_ => source.GetAsync(null, default).AsTask()));

        Assert.All(tokens, token => Assert.Equal("new", token.Value));
        Assert.Equal(1, _renewals);
    }

    [Fact]
    public async Task A_token_with_life_left_is_used()
    {
        using var source = new TokenSource(Lasting("old"), Renew);

        Assert.Equal("old", (await source.GetAsync(null, default)).Value);
        Assert.Equal(0, _renewals);
    }

    [Fact]
    public async Task A_token_without_a_credential_behind_it_is_used_to_its_end()
    {
        using var source = new TokenSource(Ending("old", TimeSpan.Zero), null);

        Assert.False(source.CanRenew);
        Assert.Equal("old", (await source.GetAsync(null, default)).Value);
    }

    [Fact]
    public async Task A_renewal_that_fails_leaves_the_next_caller_to_try_again()
    {
        using var source = new TokenSource(Lasting("old"), (observer, running) =>
            _renewals++ == 0 ? Task.FromException<Token>(new IOException()) : Task.FromResult(Lasting("new")));

        await Assert.ThrowsAsync<IOException>(() => source.RenewAsync(Lasting("old"), null, default));

        Assert.Equal("new", (await source.RenewAsync(Lasting("old"), null, default)).Value);
    }

    [Theory]
    [InlineData(3600, 3479, 0)]
    [InlineData(3600, 3540, 1)]
    [InlineData(3, 2, 0)]
    [InlineData(3, 2.8, 1)]
    public async Task A_token_is_used_until_two_minutes_before_its_end_and_a_short_lived_one_for_nine_tenths(double life, double age, int renewals)
    {
        var now = DateTimeOffset.UtcNow;
        using var source = new TokenSource(new Token { Value = "old", ExpiresAt = now + TimeSpan.FromSeconds(life) }, Renew, clock: () => now);

        now += TimeSpan.FromSeconds(age);
        await source.GetAsync(null, default);

        Assert.Equal(renewals, _renewals);
    }

    private Task<Token> Renew(IRequestObserver? observer, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _renewals);
        return Task.FromResult(Lasting("new"));
    }

    private static Token Lasting(string value) => Ending(value, TimeSpan.FromHours(1));

    private static Token Ending(string value, TimeSpan life) => new() { Value = value, ExpiresAt = DateTimeOffset.UtcNow + life };
}
