using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests;

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

        var waiting = Enumerable.Range(0, Waiters).Select(_ => source.RenewAsync("old", null, default)).ToArray();
        mayAnswer.SetResult();

        Assert.All(await Task.WhenAll(waiting), token => Assert.Equal("new", token));
        Assert.Equal(1, _renewals);
    }

    [Fact]
    public async Task A_token_near_its_end_is_renewed_before_use_once_for_all()
    {
        using var source = new TokenSource(Ending("old", TimeSpan.Zero), Renew);

        var tokens = await Task.WhenAll(Enumerable.Range(0, Waiters).Select(_ => source.GetAsync(null, default).AsTask()));

        Assert.All(tokens, token => Assert.Equal("new", token));
        Assert.Equal(1, _renewals);
    }

    [Fact]
    public async Task A_token_with_life_left_is_used()
    {
        using var source = new TokenSource(Lasting("old"), Renew);

        Assert.Equal("old", await source.GetAsync(null, default));
        Assert.Equal(0, _renewals);
    }

    [Fact]
    public async Task A_token_without_a_credential_behind_it_is_used_to_its_end()
    {
        using var source = new TokenSource(Ending("old", TimeSpan.Zero), null);

        Assert.False(source.CanRenew);
        Assert.Equal("old", await source.GetAsync(null, default));
    }

    [Fact]
    public async Task A_renewal_that_fails_leaves_the_next_caller_to_try_again()
    {
        using var source = new TokenSource(Lasting("old"), (observer, running) =>
            _renewals++ == 0 ? Task.FromException<Token>(new IOException()) : Task.FromResult(Lasting("new")));

        await Assert.ThrowsAsync<IOException>(() => source.RenewAsync("old", null, default));

        Assert.Equal("new", await source.RenewAsync("old", null, default));
    }

    private Task<Token> Renew(IRequestObserver? observer, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _renewals);
        return Task.FromResult(Lasting("new"));
    }

    private static Token Lasting(string value) => Ending(value, TimeSpan.FromHours(1));

    private static Token Ending(string value, TimeSpan life) => new() { Value = value, ExpiresAt = DateTimeOffset.UtcNow + life };
}
