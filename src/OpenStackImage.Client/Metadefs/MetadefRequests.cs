using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>The requests for metadata definitions of any kind, with explained errors.</summary>
internal sealed class MetadefRequests(OpenStackSession session, IRequestObserver? observer)
{
    /// <summary>The command that shows definitions to the user, if the outcome of a change is unknown.</summary>
    public const string Shows = "Get-OSImageMetadefNamespace";

    /// <summary>The fields that Glance sets and does not accept.</summary>
    private static readonly string[] ReadOnlyFields = [MetadefFields.CreatedAt, MetadefFields.UpdatedAt, "self", "schema", "owner"];

    /// <summary>Sends a request, and reads the document of the response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="subject">The subject, for messages.</param>
    /// <param name="read">Converts the document.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ServiceException">Glance refused the request; the message explains why.</exception>
    public async Task<T> SendAsync<T>(
        ServiceRequest request, MetadefSubject subject, Func<JObject, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Image.SendAsync(request, response => response.ReadObject(read), observer, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw RefusalTable.Explain(refusal, RequestKind.Metadef, subject.Texts);
        }
    }

    /// <summary>Reads a definition, changes it and writes it: a PUT replaces the whole definition.</summary>
    /// <param name="url">The definition.</param>
    /// <param name="changed">The URL after the change, with the new name.</param>
    /// <param name="draft">The changes.</param>
    /// <param name="subject">The subject, for messages.</param>
    /// <param name="read">Converts the changed definition.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NotFoundException">The definition does not exist, or this project cannot see it.</exception>
    /// <exception cref="AccessDeniedException">The session does not have the admin role.</exception>
    public async Task<T> ChangeAsync<T>(
        Url url, Url changed, MetadefDraft draft, MetadefSubject subject, Func<JObject, T> read, CancellationToken cancellationToken)
    {
        var json = await SendAsync(ServiceRequest.Get(url), subject, json => json, cancellationToken).ConfigureAwait(false);
        foreach (var field in ReadOnlyFields)
        {
            json.Remove(field);
        }

        draft.ApplyTo(json);
        var verification = Verification.OfState(changed, Shows, response => HasValues(response.ReadObject(), json));
        return await SendAsync(ServiceRequest.Put(url, json, verification), subject, read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads a definition of which the request that follows must not take what was there before for its effect; null if it does not exist.
    /// </summary>
    /// <param name="url">The resource that shows the definition.</param>
    /// <param name="find">Returns the definition in the response; null if it is not there.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<JObject?> FindAsync(Url url, Func<JObject, JObject?> find, CancellationToken cancellationToken)
    {
        var response = await session.Image.FindAsync(url, observer, cancellationToken).ConfigureAwait(false);
        return response is null ? null : find(response.ReadObject());
    }

    /// <summary>Sends a DELETE.</summary>
    /// <exception cref="NotFoundException">The definition does not exist, or this project cannot see it.</exception>
    /// <exception cref="AccessDeniedException">The namespace is protected, or the session does not have the admin role.</exception>
    public async Task DeleteAsync(Url url, Verification verification, MetadefSubject subject, CancellationToken cancellationToken)
    {
        try
        {
            await session.Image.SendAsync(ServiceRequest.Delete(url, verification), observer, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw RefusalTable.Explain(refusal, RequestKind.Metadef, subject.Texts);
        }
    }

    /// <summary>
    /// Verifies that a POST created a definition. What is older than the request is not its effect. Glance refuses a second definition of a
    /// name, so that repeating the request does no harm if none is found.
    /// </summary>
    /// <param name="url">The resource that shows the definition.</param>
    /// <param name="find">Returns the definition in the response; null if it is not there.</param>
    /// <param name="existed">Whether it was there before the request; null if it was not read, and its creation time decides.</param>
    public static Verification OfCreation(Url url, Func<JObject, JObject?> find, bool? existed = null)
        => new(url, evidence => evidence.Response is { } response && find(response.ReadObject()) is { } found
            ? existed switch
            {
                true => Verdict.NotDone,
                false => Verdict.Done,
                null => evidence.JudgeCreation(found.Time(MetadefFields.CreatedAt)),
            }
            : Verdict.Absent)
        {
            Shows = Shows,
        };

    private static bool HasValues(JObject present, JObject sent)
        => sent.Properties().All(property => JToken.DeepEquals(property.Value, present[property.Name]));
}
