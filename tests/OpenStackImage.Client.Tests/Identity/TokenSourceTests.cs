using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests.Identity;

public sealed class TokenSourceTests : TokenSourceCase
{
    [Fact]
    public async Task Callers_whose_token_was_rejected_share_one_sign_in()
    {
        var mayRespond = new TaskCompletionSource();
        using var source = Source(Lasting("old"), async () =>
        {
            await mayRespond.Task;
            return Lasting("new");
        });

        var waiting = Enumerable.Range(0, Waiters).Select(_ => ReplaceAsync(source, "old", new CommandObserver())).ToArray();
        mayRespond.SetResult();

        Assert.All(await Task.WhenAll(waiting), header => Assert.Equal("new", header!.Value));
        Assert.Equal(1, SignIns);
    }

    [Fact]
    public async Task A_command_reports_a_refused_renewal_without_repeating_it_and_the_next_command_repeats_it()
    {
        var isRefused = true;
        using var source = Source(Lasting("old"), () => isRefused ? throw Refusal() : Task.FromResult(Lasting("new")));
        var command = new CommandObserver();
        for (var item = 0; item < 100; item++)
        {
            await Assert.ThrowsAsync<AuthenticationException>(() => ReplaceAsync(source, "old", command));
        }

        Assert.Equal(1, SignIns);
        isRefused = false;

        Assert.Equal("new", (await ReplaceAsync(source, "old", new CommandObserver()))!.Value);
    }

    [Fact]
    public async Task After_two_refusals_in_a_row_further_commands_wait_half_a_minute_so_that_no_account_is_locked()
    {
        using var source = Source(Lasting("old"), () => throw Refusal());
        for (var command = 0; command < 100; command++)
        {
            await Assert.ThrowsAsync<AuthenticationException>(() => ReplaceAsync(source, "old", new CommandObserver()));
        }

        Assert.Equal(2, SignIns);
        Clock.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<AuthenticationException>(() => ReplaceAsync(source, "old", new CommandObserver()));
        Assert.Equal(3, SignIns);
    }

    [Fact]
    public async Task A_service_that_rejects_every_token_leads_to_two_sign_ins_per_command()
    {
        using var source = Source(Lasting("0"), () => Task.FromResult(Lasting($"{SignIns}")));
        var command = new CommandObserver();
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

        Assert.Equal(2, SignIns);
    }

    [Fact]
    public async Task The_end_of_the_session_ends_every_wait_for_a_renewal()
    {
        var source = Source(Lasting("old"), () => new TaskCompletionSource<Token>().Task);
        var waiting = Enumerable.Range(0, Waiters).Select(_ => ReplaceAsync(source, "old", new CommandObserver())).ToArray();

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
        var stopped = source.ReplaceAsync(new AuthHeader("X-Auth-Token", "old"), Image, Refusal(), new CommandObserver(), stop.Token);
        var waiting = ReplaceAsync(source, "old", new CommandObserver());

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        mayRespond.SetResult();

        Assert.Equal("new", (await waiting)!.Value);
        Assert.Equal(1, SignIns);
    }

    [Fact]
    public async Task A_token_for_another_project_does_not_replace_the_one_of_the_session()
    {
        using var source = Source(Lasting("old") with { ProjectId = "a" }, () => Task.FromResult(Lasting("new") with { ProjectId = "b" }));

        var failure = await Assert.ThrowsAsync<UnexpectedResponseException>(() => ReplaceAsync(source, "old", new CommandObserver()));

        Assert.Contains("another user or scope", failure.Message, StringComparison.Ordinal);
        Assert.Equal("old", source.Current.Value);
    }
}
