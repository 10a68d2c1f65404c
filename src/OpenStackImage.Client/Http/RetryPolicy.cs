using OpenStackImage.Errors;
using Polly;
using Polly.Retry;

namespace OpenStackImage.Http;

/// <summary>
/// Decides which failures are retried, and how long to wait before each retry. An operation has at most four attempts, with exponential
/// waits and jitter; a Retry-After header of the service is respected up to a limit.
/// </summary>
internal sealed class RetryPolicy
{
    public const int MaxAttempts = 4;

    /// <summary>A sign-in whose response is lost may have been refused, and some refusals lock the account.</summary>
    private const int MaxSignIns = 2;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);
    private static readonly ResiliencePropertyKey<ServiceCall> CallKey = new("call");
    private static readonly ResiliencePropertyKey<Attempt> AttemptKey = new("attempt");

    private static readonly Random Jitter = new();

    private readonly ResiliencePipeline<ServiceResponse> _pipeline;
    private readonly Transport _transport;

    /// <param name="transport">Sends the attempts; its clock measures the waits.</param>
    public RetryPolicy(Transport transport)
    {
        _transport = transport;
        _pipeline = new ResiliencePipelineBuilder<ServiceResponse>()
            .AddRetry(new RetryStrategyOptions<ServiceResponse>
            {
                MaxRetryAttempts = MaxAttempts - 1,
                Delay = TimeSpan.Zero,
                ShouldHandle = args => new(ShouldRetry(CallOf(args.Context).Request, AttemptOf(args.Context), args.Outcome.Exception)),
                OnRetry = args => new(WaitAsync(args.Context, (OpenStackException)args.Outcome.Exception!)),
            })
            .Build();
    }

    /// <summary>Calls <paramref name="send"/> until it succeeds, or fails with an error that is not retried.</summary>
    /// <param name="call">What is sent.</param>
    /// <param name="first">The first attempt; not number 1 if earlier attempts of the same operation count, too.</param>
    /// <param name="send">Sends it once.</param>
    /// <param name="cancellationToken">Cancels the operation, a wait included.</param>
    public async Task<ServiceResponse> RunAsync(
        ServiceCall call,
        Attempt first,
        Func<ServiceCall, Attempt, CancellationToken, Task<ServiceResponse>> send,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(CallKey, call);
            context.Properties.Set(AttemptKey, first);
            return await _pipeline.ExecuteAsync(
                static async (context, state) =>
                    await state.send(state.call, AttemptOf(context), context.CancellationToken).ConfigureAwait(false),
                context,
                (call, send)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>True if the same request may succeed when it is sent again. Whether it may be sent again is not decided here.</summary>
    internal static bool IsTransient(HttpMethod method, Exception? failure) => failure switch
    {
        OutcomeUnknownException => false,
        ConnectionException connection => connection.IsTransient,
        ServiceException service => IsTransient(method, service.StatusCode),
        _ => false,
    };

    private static bool IsTransient(HttpMethod method, int statusCode)
        => statusCode is 408 or 429 or 502 or 503 or 504 || (statusCode == 500 && method == HttpMethod.Get);

    private static bool ShouldRetry(ServiceRequest request, Attempt attempt, Exception? failure)
        => attempt.Number < MaxAttemptsOf(request, failure) && attempt.Budget.HasLeft && request.CanReplay
            && IsTransient(request.Method, failure)
            && !(failure is ConnectionException && request.HasAdvanced());

    private static int MaxAttemptsOf(ServiceRequest request, Exception? failure)
        => request.IsSignIn && failure is not ConnectionException { WasReached: false } ? MaxSignIns : MaxAttempts;

    private async Task WaitAsync(ResilienceContext context, OpenStackException failure)
    {
        var attempt = AttemptOf(context);
        var wait = attempt.Budget.CountWait(DelayAfter(attempt, failure));
        context.Properties.Set(AttemptKey, attempt.After(failure));
        CallOf(context).Observer?.Retrying(failure.Message, wait);
        if (wait > TimeSpan.Zero)
        {
            await _transport.Clock.PauseAsync(wait, context.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the wait that the service requests; no wait after the first failed connection; otherwise the usual wait.</summary>
    private static TimeSpan DelayAfter(Attempt attempt, Exception? failure) => failure switch
    {
        ServiceException { Response.RetryAfter: { } asked } => asked < MaxRetryAfter ? asked : MaxRetryAfter,
        ConnectionException { WasReached: true } when attempt.Number == 1 => TimeSpan.Zero,
        _ => UsualDelay(attempt.Number),
    };

    /// <summary>
    /// The wait grows exponentially, with a random factor between 0.5 and 1.5, so that many clients do not retry at the same time.
    /// </summary>
    private static TimeSpan UsualDelay(int attempt)
    {
        double factor;
        lock (Jitter)
        {
            factor = 0.5 + Jitter.NextDouble();
        }

        return TimeSpan.FromTicks((long)(FirstDelay.Ticks * Math.Pow(2, attempt - 1) * factor));
    }

    private static ServiceCall CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private static Attempt AttemptOf(ResilienceContext context) => context.Properties.GetValue(AttemptKey, null!);
}
