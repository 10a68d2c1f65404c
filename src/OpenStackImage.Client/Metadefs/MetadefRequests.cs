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
    {
        // Glance refuses a second definition of a name, so that repeating the request does no harm.
        var verification = new Verification(itself, evidence => evidence.Response is { } response
            ? evidence.JudgeCreation(response.ReadObject().Time(MetadefFields.CreatedAt))
            : Verdict.NotDone);
        return SendAsync(ServiceRequest.PostNonIdempotent(url, body, verification), subject, cancellationToken);
    }

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
        var verification = Verification.OfState(url, response => IsSet(json, response.ReadObject()));
        return await SendAsync(ServiceRequest.Put(url, json, verification), subject, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="NotFoundException">There is none, or this project may not see it.</exception>
    /// <exception cref="AccessDeniedException">It is protected, or the session is no admin's.</exception>
    public async Task DeleteAsync(Url url, MetadefSubject subject, CancellationToken cancellationToken)
    {
        try
        {
            var request = ServiceRequest.Delete(url, Verification.OfDeletion(url));
            await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
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

    /// <summary>True if a definition has every value that was sent.</summary>
    private static bool IsSet(JObject sent, JObject present)
        => sent.Properties().All(property => JToken.DeepEquals(property.Value, present[property.Name]));
}
