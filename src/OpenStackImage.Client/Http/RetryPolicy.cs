using Polly;
using Polly.Retry;

namespace OpenStackImage.Http;

/// <summary>
/// Which failures are worth another try, and how long to wait. At most four tries, exponential with jitter; what the service asks for
/// in Retry-After goes before, up to a bound.
/// </summary>
internal sealed class RetryPolicy
{
    public const int MaxTries = 4;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);
    private static readonly ResiliencePropertyKey<Call> CallKey = new("call");

    private readonly ResiliencePipeline<ServiceResponse> _pipeline = new ResiliencePipelineBuilder<ServiceResponse>()
        .AddRetry(new RetryStrategyOptions<ServiceResponse>
        {
            MaxRetryAttempts = MaxTries - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = MaxDelay,
            ShouldHandle = args => new(CallOf(args.Context).Request is { CanBeSent: true } request && IsWorthAnotherTry(request.Method, args.Outcome.Exception)),
            DelayGenerator = args => new(Asked(args.Outcome.Exception)),
            OnRetry = args =>
            {
                CallOf(args.Context).Observer?.Retrying(args.Outcome.Exception!.Message, args.RetryDelay);
                return default;
            },
        })
        .Build();

    /// <summary>Calls <paramref name="attempt"/> with the number of the try, from 1.</summary>
    public async Task<ServiceResponse> RunAsync(
        ServiceRequest request,
        IRequestObserver? observer,
        Func<int, CancellationToken, Task<ServiceResponse>> attempt,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var call = new Call(request, observer);
            context.Properties.Set(CallKey, call);
            return await _pipeline.ExecuteAsync(
                async (running, state) => await state.attempt(++state.call.Tries, running.CancellationToken).ConfigureAwait(false),
                context,
                (attempt, call)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>What would do something twice is worth another try, too: it looks first whether it was done.</summary>
    internal static bool IsWorthAnotherTry(HttpMethod method, Exception? failure) => failure switch
    {
        ConnectionException connection => connection.IsPassing,
        ServiceException service => IsPassing(method, service.StatusCode),
        _ => false,
    };

    private static bool IsPassing(HttpMethod method, int statusCode)
        => statusCode is 408 or 429 or 502 or 503 or 504 || (statusCode == 500 && method == HttpMethod.Get);

    private static TimeSpan? Asked(Exception? failure)
        => failure is ServiceException { Answer.RetryAfter: { } asked } ? (asked < MaxRetryAfter ? asked : MaxRetryAfter) : null;

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private sealed class Call(ServiceRequest request, IRequestObserver? observer)
    {
        public ServiceRequest Request { get; } = request;

        public IRequestObserver? Observer { get; } = observer;

        public int Tries { get; set; }
    }
}
