using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests.Identity;

public sealed class TokenSourceTests
{
    private const int Waiters = 20;
    private const string Image = ServiceTypes.Image;

    private readonly ManualClock _clock = new();
    private int _signIns;

    [Fact]
    public async Task Callers_whose_token_was_rejected_share_one_sign_in()
    {
        var mayRespond = new TaskCompletionSource();
        using var source = Source(Lasting("old"), async () =>
        {
            await mayRespond.Task;
            return Lasting("new");
        });

        var waiting = Enumerable.Range(0, Waiters).Select(_ => ReplaceAsync(source, "old", new Observer())).ToArray();
        mayRespond.SetResult();

        Assert.All(await Task.WhenAll(waiting), header => Assert.Equal("new", header!.Value));
        Assert.Equal(1, _signIns);
    }

    [Fact]
    public async Task A_token_near_its_expiry_is_renewed_before_use_once_for_all()
    {
        using var source = Source(Living("old", TimeSpan.FromSeconds(10)), () => Task.FromResult(Lasting("new")));
        _clock.Advance(TimeSpan.FromSeconds(10));

        var headers = await Task.WhenAll(Enumerable.Range(0, Waiters).Select(_ => source.GetAsync(null, default).AsTask()));

        Assert.All(headers, header => Assert.Equal("new", header!.Value));
        Assert.Equal(1, _signIns);
    }

    [Fact]
    public async Task A_token_without_a_credential_is_used_until_it_expires()
    {
        using var source = new TokenSource(Living("old", TimeSpan.FromSeconds(1)), null, "reason", _clock);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.False(source.CanRenew);
        Assert.Equal("old", (await source.GetAsync(null, default))!.Value);
    }

    [Fact]
    public async Task A_command_reports_a_refused_renewal_without_repeating_it_and_the_next_command_repeats_it()
    {
        var isRefused = true;
        using var source = Source(Lasting("old"), () => isRefused ? throw Refusal() : Task.FromResult(Lasting("new")));
        var command = new Observer();
        for (var item = 0; item < 100; item++)
        {
            await Assert.ThrowsAsync<AuthenticationException>(() => ReplaceAsync(source, "old", command));
        }

        Assert.Equal(1, _signIns);
        isRefused = false;

        Assert.Equal("new", (await ReplaceAsync(source, "old", new Observer()))!.Value);
    }

    [Fact]
    public async Task After_two_refusals_in_a_row_further_commands_wait_half_a_minute_so_that_no_account_is_locked()
    {
        using var source = Source(Lasting("old"), () => throw Refusal());
        for (var command = 0; command < 100; command++)
        {
            await Assert.ThrowsAsync<AuthenticationException>(() => ReplaceAsync(source, "old", new Observer()));
        }

        Assert.Equal(2, _signIns);
        _clock.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<AuthenticationException>(() => ReplaceAsync(source, "old", new Observer()));
        Assert.Equal(3, _signIns);
    }

    [Fact]
    public async Task A_service_that_rejects_every_token_leads_to_two_sign_ins_per_command()
    {
        using var source = Source(Lasting("0"), () => Task.FromResult(Lasting($"{_signIns}")));
        var command = new Observer();
        for (var item = 0; item < 100; item++)
        {
            try
            {
                var header = await source.GetAsync(command, default);
                await ReplaceAsync(source, header!.Value, command);
            }
            catch (AuthenticationException)
            {
                // Expected from the third item on.
            }
        }

        Assert.Equal(2, _signIns);
    }

    [Fact]
    public async Task The_end_of_the_session_ends_every_wait_for_a_renewal()
    {
        var source = Source(Lasting("old"), () => new TaskCompletionSource<Token>().Task);
        var waiting = Enumerable.Range(0, Waiters).Select(_ => ReplaceAsync(source, "old", new Observer())).ToArray();

        source.Dispose();

        foreach (var wait in waiting)
        {
            await Assert.ThrowsAsync<SessionClosedException>(() => wait);
        }
    }

    [Fact]
    public async Task A_stopped_command_does_not_stop_the_renewal_that_others_wait_for()
    {
        var mayRespond = new TaskCompletionSource();
        using var source = Source(Lasting("old"), async () =>
        {
            await mayRespond.Task;
            return Lasting("new");
        });
        using var stop = new CancellationTokenSource();
        var stopped = source.ReplaceAsync(new AuthHeader("X-Auth-Token", "old"), Image, Refusal(), new Observer(), stop.Token);
        var waiting = ReplaceAsync(source, "old", new Observer());

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        mayRespond.SetResult();

        Assert.Equal("new", (await waiting)!.Value);
        Assert.Equal(1, _signIns);
    }

    [Theory]
    [InlineData(3600, 3478, 0)]
    [InlineData(3600, 3480, 1)]
    [InlineData(3, 1.7, 0)]
    [InlineData(3, 1.9, 1)]
    public async Task A_token_is_used_until_two_minutes_before_its_expiry_and_a_short_lived_one_for_nine_tenths(
        double life, double age, int signIns)
    {
        using var source = Source(Living("old", TimeSpan.FromSeconds(life)), () => Task.FromResult(Lasting("new")));

        _clock.Advance(TimeSpan.FromSeconds(age));
        await source.GetAsync(null, default);

        Assert.Equal(signIns, _signIns);
    }

    [Theory]
    [InlineData(-7200)]
    [InlineData(7200)]
    public async Task A_wrong_time_of_day_does_not_matter(int skew)
    {
        var issuedAt = _clock.GetUtcNow() + TimeSpan.FromSeconds(skew);
        using var source = Source(
            new Token
            {
                Value = "old",
                IssuedAt = issuedAt,
                ExpiresAt = issuedAt + TimeSpan.FromHours(1),
            }, () => Task.FromResult(Lasting("new")));

        await source.GetAsync(null, default);
        Assert.Equal(0, _signIns);

        _clock.Advance(TimeSpan.FromMinutes(59));
        await source.GetAsync(null, default);
        Assert.Equal(1, _signIns);
    }

    [Fact]
    public async Task A_token_for_another_project_does_not_replace_the_one_of_the_session()
    {
        using var source = Source(Lasting("old") with { ProjectId = "a" }, () => Task.FromResult(Lasting("new") with { ProjectId = "b" }));

        var failure = await Assert.ThrowsAsync<UnexpectedResponseException>(() => ReplaceAsync(source, "old", new Observer()));

        Assert.Contains("another user or scope", failure.Message, StringComparison.Ordinal);
        Assert.Equal("old", source.Current.Value);
    }

    [Fact]
    public async Task Tokens_that_expire_at_once_are_renewed_twice_per_command()
    {
        var life = TimeSpan.FromSeconds(1);
        using var source = Source(Living("0", life), () => Task.FromResult(Living($"{_signIns}", life)));
        var command = new Observer();
        for (var item = 0; item < 100; item++)
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
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

        Assert.Equal(2, _signIns);
    }

    private TokenSource Source(Token first, Func<Task<Token>> signIn) => new(
        first,
        (_, cancellationToken) =>
        {
            Interlocked.Increment(ref _signIns);
            return signIn().WaitAsync(cancellationToken);
        },
        null,
        _clock);

    private static Task<AuthHeader?> ReplaceAsync(TokenSource source, string token, IRequestObserver command)
        => source.ReplaceAsync(new AuthHeader("X-Auth-Token", token), Image, Refusal(), command, default);

    private static AuthenticationException Refusal()
        => (AuthenticationException)ServiceException.From(
            new ErrorResponse(Image, "GET", new Uri("http://cloud/"), 401, "Unauthorized", "", null, null, Attempt.Start()));

    private Token Lasting(string value) => Living(value, TimeSpan.FromHours(1));

    private Token Living(string value, TimeSpan life)
        => new() { Value = value, IssuedAt = _clock.GetUtcNow(), ExpiresAt = _clock.GetUtcNow() + life };

    private sealed class Observer : IRequestObserver
    {
        public object Command => this;

        public bool WantsDetail => false;

        public void Completed(OpenStackRequest request)
        {
        }

        public void Retrying(string reason, TimeSpan delay)
        {
        }

        public void Omitted(OpenStackException failure)
        {
        }

        public Task ConsumedAsync() => Task.CompletedTask;

        public void Detail(string text)
        {
        }
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
