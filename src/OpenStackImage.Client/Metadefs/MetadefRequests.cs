using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>What is done with any metadata definition, its refusals explained.</summary>
internal sealed class MetadefRequests(OpenStackSession session, IRequestObserver? observer)
{
    /// <summary>Fields that Glance writes, and does not take.</summary>
    private static readonly string[] Written = [MetadefFields.CreatedAt, MetadefFields.UpdatedAt, "self", "schema", "owner"];

    /// <exception cref="NotFoundException">There is none, or this project may not see it.</exception>
    public Task<JObject> GetAsync(Url url, MetadefSubject subject, CancellationToken cancellationToken)
        => SendAsync(ServiceRequest.Get(url), subject, cancellationToken);

    /// <summary>A POST after whose lost answer a look tells whether it was done.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="itself">Where what is made will be.</param>
    /// <param name="body">What to make; null where the address says it all.</param>
    /// <param name="subject">For messages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConflictException">There is one of the name.</exception>
    /// <exception cref="AccessDeniedException">The session is no admin's.</exception>
    public Task<JObject> PostAsync(Url url, Url itself, JObject? body, MetadefSubject subject, CancellationToken cancellationToken)
        => SendAsync(ServiceRequest.PostNonIdempotent(url, body, running => LookAsync(itself, running)), subject, cancellationToken);

    /// <summary>GET and PUT: Glance forgets what a PUT leaves out.</summary>
    /// <exception cref="NotFoundException">There is none, or this project may not see it.</exception>
    /// <exception cref="AccessDeniedException">The session is no admin's.</exception>
    public async Task<JObject> ChangeAsync(Url url, MetadefDraft draft, MetadefSubject subject, CancellationToken cancellationToken)
    {
        var json = await GetAsync(url, subject, cancellationToken).ConfigureAwait(false);
        foreach (var field in Written)
        {
            json.Remove(field);
        }

        draft.ApplyTo(json);
        return await SendAsync(ServiceRequest.Put(url, json), subject, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="NotFoundException">There is none, or this project may not see it.</exception>
    /// <exception cref="AccessDeniedException">It is protected, or the session is no admin's.</exception>
    public async Task DeleteAsync(Url url, MetadefSubject subject, CancellationToken cancellationToken)
    {
        try
        {
            await session.Image.SendAsync(ServiceRequest.Delete(url), observer, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException missing) when (missing.PriorOutcomeUnknown)
        {
            // An earlier try, whose answer was lost, removed it.
        }
        catch (ServiceException refusal)
        {
            throw MetadefErrorExplainer.Explain(refusal, subject);
        }
    }

    private async Task<JObject> SendAsync(ServiceRequest request, MetadefSubject subject, CancellationToken cancellationToken)
    {
        try
        {
            return (await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false)).ReadObject();
        }
        catch (ServiceException refusal)
        {
            throw MetadefErrorExplainer.Explain(refusal, subject);
        }
    }

    private async Task<ServiceResponse?> LookAsync(Url itself, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Image.SendAsync(ServiceRequest.Get(itself), observer, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }
}
