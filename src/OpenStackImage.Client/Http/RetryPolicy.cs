using Polly;
using Polly.Retry;

namespace OpenStackImage.Http;

/// <summary>
/// Which failures are worth another try, and how long to wait. At most four tries, exponential with jitter; what the service asks for
/// in Retry-After goes before, up to a bound.
/// </summary>
internal sealed class RetryPolicy
{
    public const int MaxAttempts = 4;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);
    private static readonly ResiliencePropertyKey<Call> CallKey = new("call");

    private readonly ResiliencePipeline<ServiceResponse> _pipeline = new ResiliencePipelineBuilder<ServiceResponse>()
        .AddRetry(new RetryStrategyOptions<ServiceResponse>
        {
            MaxRetryAttempts = MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = MaxDelay,
            ShouldHandle = args => new(CallOf(args.Context).Request is { CanReplay: true } request && IsWorthAnotherTry(request.Method, args.Outcome.Exception)),
            DelayGenerator = args => new(DelayBefore(args.AttemptNumber, args.Outcome.Exception)),
            OnRetry = args =>
            {
                CallOf(args.Context).Observer?.Retrying(args.Outcome.Exception!.Message, args.RetryDelay);
                return default;
            },
        })
        .Build();

    /// <summary>Calls <paramref name="attempt"/> until it succeeds, or fails for good.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="tries">Counts the tries from 1; handed in where earlier ones of the same request count, too.</param>
    /// <param name="observer">Told of each wait.</param>
    /// <param name="attempt">Sends it once.</param>
    /// <param name="cancellationToken">Gives up, also in a wait.</param>
    public async Task<ServiceResponse> RunAsync(
        ServiceRequest request,
        Tries tries,
        IRequestObserver? observer,
        Func<CancellationToken, Task<ServiceResponse>> attempt,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(CallKey, new Call(request, observer));
            return await _pipeline.ExecuteAsync(
                async (running, state) => await TryAsync(state.attempt, state.tries, running.CancellationToken).ConfigureAwait(false),
                context,
                (attempt, tries)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>What would do something twice is worth another try, too: it looks first whether it was done.</summary>
    internal static bool IsWorthAnotherTry(HttpMethod method, Exception? failure) => failure switch
    {
        ConnectionException connection => connection.IsTransient,
        ServiceException service => IsTransient(method, service.StatusCode),
        _ => false,
    };

    private static bool IsTransient(HttpMethod method, int statusCode)
        => statusCode is 408 or 429 or 502 or 503 or 504 || (statusCode == 500 && method == HttpMethod.Get);

    private static async Task<ServiceResponse> TryAsync(Func<CancellationToken, Task<ServiceResponse>> attempt, Tries tries, CancellationToken cancellationToken)
    {
        tries.Count++;
        try
        {
            return await attempt(cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            failure.PriorOutcomeUnknown = tries.OutcomeUnknown;
            tries.OutcomeUnknown |= failure.OutcomeUnknown;
            throw;
        }
    }

    /// <summary>What the service asks for; nothing where a kept connection turned out to be dead; else null, which is the usual delay.</summary>
    private static TimeSpan? DelayBefore(int earlierRetries, Exception? failure) => failure switch
    {
        ServiceException { Answer.RetryAfter: { } asked } => asked < MaxRetryAfter ? asked : MaxRetryAfter,
        ConnectionException { WasReached: true } when earlierRetries == 0 => TimeSpan.Zero,
        _ => null,
    };

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private sealed record Call(ServiceRequest Request, IRequestObserver? Observer);
}

/// <summary>How often one request was sent so far.</summary>
internal sealed class Tries
{
    public int Count { get; set; }

    /// <summary>Whether one of them may have been done although its answer did not come.</summary>
    public bool OutcomeUnknown { get; set; }
}
