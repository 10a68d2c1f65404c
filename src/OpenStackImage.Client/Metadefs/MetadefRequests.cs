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
    /// <param name="request">
    /// The request. If it is a POST, a 404 means that the namespace does not exist, unless the service names only the definition.
    /// </param>
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
            var missing = refusal is NotFoundException && request.Method == HttpMethod.Post && !NamesDefinition(refusal, subject)
                ? subject with { Word = null, Name = null }
                : subject;
            throw RefusalTable.Explain(refusal, RequestKind.Metadef, missing.Texts);
        }
    }

    /// <summary>Reads a definition, changes it and writes it: a PUT replaces the whole definition.</summary>
    /// <param name="url">The definition.</param>
    /// <param name="changed">The URL after the change, with the new name.</param>
    /// <param name="draft">The changes.</param>
    /// <param name="subject">The subject, for messages.</param>
    /// <param name="renamed">The subject with the new name.</param>
    /// <param name="read">Converts the changed definition.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NotFoundException">The definition does not exist, or this project cannot see it.</exception>
    /// <exception cref="ConflictException">Another definition has the new name.</exception>
    /// <exception cref="AccessDeniedException">The session does not have the admin role.</exception>
    public async Task<T> ChangeAsync<T>(
        Url url, Url changed, MetadefDraft draft, MetadefSubject subject, MetadefSubject renamed, Func<JObject, T> read,
        CancellationToken cancellationToken)
    {
        var json = await SendAsync(ServiceRequest.Get(url), subject, json => json, cancellationToken).ConfigureAwait(false);
        if (renamed != subject)
        {
            await RequireUnusedAsync(changed, json, renamed, cancellationToken).ConfigureAwait(false);
        }

        foreach (var field in ReadOnlyFields)
        {
            json.Remove(field);
        }

        draft.ApplyTo(json);
        var verification = Verification.OfState(changed, Shows, response => HasValues(response.ReadObject(), json));
        try
        {
            return await session.Image
                .SendAsync(
                    ServiceRequest.Put(url, json, verification), response => response.ReadObject(read), observer, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            var texts = refusal is ConflictException ? renamed.Texts : subject.Texts;
            throw RefusalTable.Explain(refusal, RequestKind.Metadef, texts);
        }
    }

    /// <summary>
    /// Reads a definition before a request, so that an existing definition is not treated as the result of the request; null if it does not
    /// exist.
    /// </summary>
    /// <param name="url">The resource that shows the definition.</param>
    /// <param name="find">Returns the definition in the response; null if the response does not contain it.</param>
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
        catch (ServiceException refusal) when (refusal is not ConflictException)
        {
            // A 409 to a DELETE does not mean that the definition exists already.
            throw RefusalTable.Explain(refusal, RequestKind.Metadef, subject.Texts);
        }
    }

    /// <summary>
    /// Verifies that a POST created a definition. What is older than the request is not its effect. Glance refuses a second definition of
    /// the same name, so the request can be repeated if no definition is found.
    /// </summary>
    /// <param name="url">The resource that shows the definition.</param>
    /// <param name="find">Returns the definition in the response; null if the response does not contain it.</param>
    /// <param name="prior">Whether the definition existed before the request.</param>
    public static Verification OfCreation(Url url, Func<JObject, JObject?> find, PriorDefinition prior = PriorDefinition.NotRead)
        => new(url, evidence => evidence.Response is { } response && find(response.ReadObject()) is { } found
            ? prior switch
            {
                PriorDefinition.Exists => Verdict.NotDone,
                PriorDefinition.Absent => Verdict.Done,
                _ => evidence.JudgeCreation(found.Time(MetadefFields.CreatedAt)),
            }
            : Verdict.Absent)
        {
            Shows = Shows,
        };

    /// <summary>
    /// Verifies that no other definition has the new name: In this case, Glance fails with 500, and an equal definition would be treated as
    /// the renamed one. Names of tags are not case-sensitive in Glance, so that the definition itself may be found.
    /// </summary>
    private async Task RequireUnusedAsync(Url changed, JObject own, MetadefSubject renamed, CancellationToken cancellationToken)
    {
        var other = await FindAsync(changed, json => json, cancellationToken).ConfigureAwait(false);
        if (other is not null && NameOf(other) != NameOf(own))
        {
            throw new ConflictException(
                ErrorIds.MetadefExists, $"The {renamed} already exists. Nothing was renamed.", response: null, recommendedAction: null);
        }

        string? NameOf(JObject json) => json.Text(renamed.Word is null ? MetadefFields.Namespace : MetadefFields.Name);
    }

    private static bool NamesDefinition(ServiceException refusal, MetadefSubject subject)
        => subject.Name is { } name && refusal.ServerMessage.IndexOf(name, StringComparison.Ordinal) >= 0
            && refusal.ServerMessage.IndexOf(subject.Namespace, StringComparison.Ordinal) < 0;

    private static bool HasValues(JObject present, JObject sent)
        => sent.Properties().All(property => JToken.DeepEquals(property.Value, present[property.Name]));
}
