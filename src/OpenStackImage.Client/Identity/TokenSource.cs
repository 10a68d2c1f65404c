using System.Runtime.CompilerServices;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>
/// The token of a session. A token near its expiry is renewed before use; one that a service rejects is replaced. Callers that need a new
/// token at the same time share one sign-in and its result.
/// </summary>
/// <param name="first">The initial token of the session.</param>
/// <param name="signIn">Signs in again; null if the session cannot do that without the user.</param>
/// <param name="notRenewableReason">The reason why it cannot; null if it can.</param>
/// <param name="clock">Measures the lifetime of tokens; null for the system clock.</param>
internal sealed class TokenSource(
    Token first, Func<IRequestObserver?, CancellationToken, Task<Token>>? signIn, string? notRenewableReason = null,
    TimeProvider? clock = null)
    : IAuthHeaderSource, IDisposable
{
    /// <summary>Keystone locks an account after a few refused sign-ins (security_compliance, lockout_failure_attempts).</summary>
    private const int MaxRefusalsInARow = 2;

    private static readonly TimeSpan RefusalPause = TimeSpan.FromSeconds(30);

    /// <summary>Represents requests that do not belong to a command, such as those of tab completion.</summary>
    private static readonly object NoCommand = new();

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConditionalWeakTable<object, CommandRenewals> _commands = new();
    private readonly object _lock = new();
    private IssuedToken _issued = new(first, clock ?? TimeProvider.System);
    private Task<IssuedToken>? _renewal;
    private (int InARow, long Last, OpenStackException? Failure) _refusals;

    public bool CanRenew => signIn is not null;

    public Token Current => Volatile.Read(ref _issued).Token;

    public async ValueTask<AuthHeader?> GetAsync(IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var issued = Volatile.Read(ref _issued);
        if (!CanRenew || !issued.IsNearExpiry || (issued.IsShortLived && !RenewalsOf(observer).TryReplace(issued)))
        {
            return issued.Header;
        }

        try
        {
            var renewed = await RenewAsync(issued, observer, cancellationToken).ConfigureAwait(false);
            return renewed.Header;
        }
        catch (OpenStackException failure) when (failure is not SessionClosedException && !issued.HasExpired)
        {
            // The old token is still valid for a while.
            return issued.Header;
        }
    }

    public async Task<AuthHeader?> ReplaceAsync(
        AuthHeader? rejected, string service, AuthenticationException rejection, IRequestObserver? observer,
        CancellationToken cancellationToken)
    {
        var issued = Volatile.Read(ref _issued);
        if (issued.Header != rejected)
        {
            return issued.Header;
        }

        if (!CanRenew)
        {
            throw rejection.Explained(
                $"The {service} service rejected the token of this session, and the session cannot obtain another: {notRenewableReason}.",
                recommendedAction: "Sign in again with Connect-OpenStack.");
        }

        if ((!issued.HasExpired || issued.IsShortLived) && !RenewalsOf(observer).TryReplace(issued))
        {
            throw rejection.Explained(
                $"The {service} service rejects each token that Keystone issues to this session.",
                recommendedAction: "The cloud's operators can compare the clocks of its hosts and the service's settings for Keystone "
                    + "(keystone_authtoken).");
        }

        var renewed = await RenewAsync(issued, observer, cancellationToken).ConfigureAwait(false);
        return renewed.Header;
    }

    /// <summary>Cancels a sign-in in progress, and every wait for it.</summary>
    public void Dispose() => _closing.Cancel();

    private CommandRenewals RenewalsOf(IRequestObserver? observer)
        => _commands.GetValue(observer?.Command ?? NoCommand, _ => new CommandRenewals());

    private async Task<IssuedToken> RenewAsync(IssuedToken stale, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var renewals = RenewalsOf(observer);
        try
        {
            var renewal = JoinRenewal(stale, renewals, observer);
            return await renewal.OrCanceledAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            throw new SessionClosedException();
        }
        catch (OpenStackException failure)
        {
            renewals.Failure = failure;
            throw;
        }
    }

    private static (string?, string?, string?, bool) ScopeOf(Token token)
        => (token.UserId, token.ProjectId, token.DomainId, token.IsSystem);

    /// <summary>Verifies a renewed token, because the objects and the caches of a session belong to one user and one project.</summary>
    /// <exception cref="UnexpectedResponseException">The token is for another user, project, domain or the system.</exception>
    private void RequireSameScope(Token token)
    {
        if (ScopeOf(token) != ScopeOf(first))
        {
            throw new UnexpectedResponseException(
                $"Keystone renewed the token of this session for another user or scope ({token}), and it is not used. "
                    + "Connect again if a project or user was deleted and created again with the same name.");
        }
    }

    private Task<IssuedToken> JoinRenewal(IssuedToken stale, CommandRenewals renewals, IRequestObserver? observer)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_issued, stale))
            {
                return Task.FromResult(_issued);
            }

            if (_renewal is null && (renewals.Failure ?? RecentRefusal) is { } failure)
            {
                return Task.FromException<IssuedToken>(failure);
            }

            return _renewal ??= Task.Run(() => SignInAsync(observer));
        }
    }

    private OpenStackException? RecentRefusal
        => _refusals.InARow >= MaxRefusalsInARow && _clock.GetElapsedTime(_refusals.Last) < RefusalPause ? _refusals.Failure : null;

    /// <summary>
    /// Signs in for all callers that wait. Only the end of the session cancels the sign-in, not the end of the first command.
    /// </summary>
    private async Task<IssuedToken> SignInAsync(IRequestObserver? observer)
    {
        try
        {
            var token = await signIn!(observer, _closing.Token).ConfigureAwait(false);
            RequireSameScope(token);
            var issued = new IssuedToken(token, _clock);
            lock (_lock)
            {
                // The sign-in is removed immediately, so that a request with the rejected new token never joins the sign-in that has issued
                // it.
                (_refusals, _issued, _renewal) = (default, issued, null);
            }

            return issued;
        }
        catch (Exception failure)
        {
            lock (_lock)
            {
                if (failure is AuthenticationException refusal)
                {
                    _refusals = (_refusals.InARow + 1, _clock.GetTimestamp(), refusal);
                }

                // Both values are set together, so that a concurrent request of the command does not sign in again.
                RenewalsOf(observer).Failure = failure as OpenStackException;
                _renewal = null;
            }

            throw;
        }
    }
}
