using OpenStackImage.Errors;

namespace OpenStackImage.Http;

/// <summary>
/// Sends the GETs of a <see cref="Verification"/>. The GETs are not retried themselves. A failed GET shows nothing, and the next one is
/// sent after a wait, so that an operation has one budget of attempts.
/// </summary>
internal sealed class Verifier(Transport transport)
{
    /// <summary>True if the request may have taken effect although all attempts failed.</summary>
    public static bool IsNeeded(ServiceRequest request, OpenStackException failure)
        => request.Retry.Verification is not null && (failure.OutcomeUnknown || failure.PriorOutcomeUnknown);

    /// <summary>Determines whether an earlier attempt took effect.</summary>
    /// <param name="call">The call that failed.</param>
    /// <param name="attempt">Its last attempt.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="mayRepeat">True if the request is sent again if it shows no effect.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The response of the request, or what stands for it; null if it did not take effect.</returns>
    /// <exception cref="OpenStackException">That cannot be determined.</exception>
    public async Task<ServiceResponse?> RunAsync(
        ServiceCall call, Attempt attempt, OpenStackException failure, bool mayRepeat, CancellationToken cancellationToken)
    {
        var verification = call.Request.Retry.Verification!;

        // A DELETE with a 404 response shows the same as a GET.
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

            if (get == verification.Waits.Count || !attempt.Budget.HasLeft)
            {
                break;
            }

            var wait = attempt.Budget.CountWait(verification.Waits[get]);
            await transport.Clock.PauseAsync(wait, cancellationToken).ConfigureAwait(false);
        }

        var isHarmless = evidence is not null && !call.Request.Retry.VerifiesFirst;
        return verification.StaysUndecided is { } create ? throw create(failure, evidence)
            : isHarmless ? null
            : throw new OutcomeUnknownException($"{call.Request.Method} {call.Request.Url}", failure, verification.Shows);
    }

    /// <summary>True if the service itself has responded, or was never reached, so that nothing can follow.</summary>
    private static bool HasEnded(OpenStackException failure)
        => !failure.OutcomeUnknown || failure is ServiceException { RequestId: not null };

    private static Verdict Judge(Verification verification, Evidence evidence)
    {
        try
        {
            return verification.Judge(evidence);
        }
        catch (UnexpectedResponseException)
        {
            // A response that is not from the service, or that concerns another resource, shows nothing.
            return Verdict.Undecided;
        }
    }

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
            // The failure of the request is reported, not that of the GET that follows it.
            return null;
        }
    }
}
