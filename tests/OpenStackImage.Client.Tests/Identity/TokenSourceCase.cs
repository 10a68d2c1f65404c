using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Client.Tests.Identity;

/// <summary>A class of tests of the token of a session, with a clock that the test advances.</summary>
public abstract class TokenSourceCase
{
    private protected const int Waiters = 20;
    private protected const string Image = ServiceTypes.Image;

    private protected ManualClock Clock { get; } = new();
    private protected int SignIns;

    private protected TokenSource Source(Token first, Func<Task<Token>> signIn) => new(
        first,
        (_, cancellationToken) =>
        {
            Interlocked.Increment(ref SignIns);
            return signIn().WaitAsync(cancellationToken);
        },
        null,
        Clock);

    private protected static Task<AuthHeader?> ReplaceAsync(TokenSource source, string token, IRequestObserver command)
        => source.ReplaceAsync(new AuthHeader("X-Auth-Token", token), Image, Refusal(), command, default);

    private protected static AuthenticationException Refusal()
        => (AuthenticationException)ServiceException.From(
            new ErrorResponse(Image, "GET", new Uri("http://cloud/"), 401, "Unauthorized", "", null, null, Attempt.Start()));

    private protected Token Lasting(string value) => Living(value, TimeSpan.FromHours(1));

    private protected Token Living(string value, TimeSpan life)
        => new() { Value = value, IssuedAt = Clock.GetUtcNow(), ExpiresAt = Clock.GetUtcNow() + life };
}
