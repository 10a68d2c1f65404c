using OpenStackImage.Errors;

namespace OpenStackImage.Http;

/// <summary>
/// Sends the GETs of a <see cref="Verification"/>. They are not retried themselves: one that fails shows nothing, and the next follows
/// after a wait, so that an operation has one budget of attempts.
/// </summary>
internal sealed class Verifier(Transport transport)
{
    /// <summary>The waits after a status by which the service itself says that it did not do what was requested.</summary>
    private const int WaitsAfterRejection = 2;

    /// <summary>True if the request may have taken effect although it failed for good.</summary>
    public static bool IsNeeded(ServiceRequest request, OpenStackException failure) => request.Retry switch
    {
        { Verification: null } => false,
        _ when failure is ServiceException { StatusCode: 403 or 404 or 409, PriorOutcomeUnknown: true } => true,
        { VerifiesFirst: true } => failure.OutcomeUnknown,

        // When one image replaces another, it must be known which of the two is visible.
        { Verification: not null } when request.Method == ServiceRequest.PatchMethod && failure.OutcomeUnknown => true,
        _ => failure is ServiceException { StatusCode: 500 },
    };

    /// <summary>Finds out whether an earlier attempt took effect.</summary>
    /// <param name="call">The call that failed.</param>
    /// <param name="attempt">Its last attempt.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="mayRepeat">True if the request is sent again if it shows no effect.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The response of the request, or what stands for it; null if it did not take effect.</returns>
    /// <exception cref="OpenStackException">That cannot be found out.</exception>
    public async Task<ServiceResponse?> RunAsync(
        ServiceCall call, Attempt attempt, OpenStackException failure, bool mayRepeat, CancellationToken cancellationToken)
    {
        var verification = call.Request.Retry.Verification!;
        var isRejection = IsRejection(failure);
        var waits = isRejection ? Math.Min(WaitsAfterRejection, verification.Waits.Count) : verification.Waits.Count;

        // A DELETE that finds nothing shows what a GET would.
        var isGone = failure is NotFoundException { IsOfProxy: false } && call.Request.Method == HttpMethod.Delete;
        var evidence = isGone ? new Evidence(Response: null, RequestedAt: null) : null;
        for (var get = 0; ; get++)
        {
            if (!isGone && attempt.Budget.HasLeft)
            {
                evidence = await GetAsync(call, attempt, verification.Url, cancellationToken).ConfigureAwait(false) ?? evidence;
            }

            var verdict = evidence is null ? Verdict.Undecided : Judge(verification, evidence);
            if (verdict == Verdict.Done)
            {
                return evidence!.Response ?? ServiceResponse.Nothing;
            }

            if (verdict == Verdict.NotDone || (verdict == Verdict.Absent && (mayRepeat || HasEnded(failure))))
            {
                return null;
            }

            if (get == waits || !attempt.Budget.HasLeft)
            {
                break;
            }

            var wait = attempt.Budget.CountWait(verification.Waits[get]);
            await transport.Clock.PauseAsync(wait, cancellationToken).ConfigureAwait(false);
        }

        var isHarmless = evidence is not null && (isRejection || !call.Request.Retry.VerifiesFirst);
        return verification.StaysUndecided is { } create ? throw create(failure, evidence)
            : isHarmless ? null
            : throw new OutcomeUnknownException($"{call.Request.Method} {call.Request.Url}", failure, verification.Shows);
    }

    /// <summary>True if the service itself has responded, or was never reached, so that nothing can follow.</summary>
    private static bool HasEnded(OpenStackException failure)
        => !failure.OutcomeUnknown || failure is ServiceException { RequestId: not null } || IsRejection(failure);

    private static Verdict Judge(Verification verification, Evidence evidence)
    {
        try
        {
            return verification.Judge(evidence);
        }
        catch (UnexpectedResponseException)
        {
            // A response that is not that of the service, or about another resource, shows nothing.
            return Verdict.Undecided;
        }
    }

    /// <summary>
    /// True if nobody works on the request any more. A proxy can send 503 although it has forwarded the request (Envoy: "upstream connect
    /// error or disconnect/reset before headers"); only the service itself gives its responses a request ID.
    /// </summary>
    private static bool IsRejection(OpenStackException failure)
        => failure is ServiceException { StatusCode: 408 or 429 } or ServiceException { StatusCode: 503, RequestId: not null };

    private async Task<Evidence?> GetAsync(ServiceCall call, Attempt attempt, Flurl.Url url, CancellationToken cancellationToken)
    {
        try
        {
            var get = call with { Request = ServiceRequest.Get(url) };
            var response = await transport.SendAsync(get, attempt.ForRequestOfSameOperation(), cancellationToken).ConfigureAwait(false);
            return new Evidence(response, attempt.StartedAt(response.Date));
        }
        catch (NotFoundException missing) when (!missing.IsOfProxy)
        {
            return new Evidence(Response: null, RequestedAt: null);
        }
        catch (OpenStackException failure) when (failure is not SessionClosedException)
        {
            // The failure of the request counts, not that of the GET that follows it.
            return null;
        }
    }
}
