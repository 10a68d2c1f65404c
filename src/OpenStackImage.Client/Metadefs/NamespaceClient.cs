using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>
/// Glance's /v2/metadefs/namespaces and /v2/metadefs/resource_types (glance/api/v2/metadef_namespaces.py, metadef_resource_types.py).
/// </summary>
internal sealed class NamespaceClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string ListKey = "namespaces";
    private const string ResourceTypesKey = "resource_types";
    private const int MaxPageSize = 1000;

    /// <summary>The parts of a namespace's document that hold its definitions.</summary>
    private static readonly string[] ContentFields
        = [MetadefFields.Objects, MetadefFields.Properties, MetadefFields.Tags, MetadefFields.ResourceTypes];

    private readonly MetadefRequests _requests = new(session, observer);

    /// <summary>
    /// Returns the namespaces without their content, newest first; reads each page when the one before has been consumed.
    /// </summary>
    /// <param name="visibility">public or private; null for both.</param>
    /// <param name="resourceTypes">Only namespaces that are associated with one of these; null for all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public IAsyncEnumerable<ImageMetadefNamespace> ListAsync(
        string? visibility, IReadOnlyList<string>? resourceTypes, CancellationToken cancellationToken)
    {
        var url = MetadefPath.AllNamespaces(session.Image)
            .SetQueryParam("visibility", visibility)
            .SetQueryParam("resource_types", resourceTypes is null ? null : string.Join(",", resourceTypes))
            .SetQueryParam("limit", MaxPageSize);
        return session.Image.ListAsync(url, ListKey, MetadefReader.ReadNamespace, item => item.Namespace, observer, cancellationToken);
    }

    /// <summary>Returns a namespace with its content.</summary>
    /// <param name="name">The namespace.</param>
    /// <param name="resourceType">Adds the prefix of this resource type to the names of the properties; null leaves them unchanged.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NotFoundException">The namespace does not exist, or this project cannot see it.</exception>
    public async Task<ImageMetadefNamespace> GetAsync(string name, string? resourceType, CancellationToken cancellationToken)
    {
        var url = MetadefPath.Namespace(session.Image, name).SetQueryParam("resource_type", resourceType);
        return await _requests
            .SendAsync(ServiceRequest.Get(url), new(name), json => MetadefReader.ReadNamespace(json, name), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Creates a namespace.</summary>
    /// <exception cref="ConflictException">A namespace of this name exists.</exception>
    /// <exception cref="AccessDeniedException">The session does not have the admin role.</exception>
    public Task<ImageMetadefNamespace> AddAsync(NamespaceDraft draft, CancellationToken cancellationToken)
    {
        var json = new JObject();
        draft.ApplyTo(json);
        return PostAsync(json, cancellationToken);
    }

    /// <summary>Creates a namespace and its content from a JSON document, as the glance client's md-namespace-import does.</summary>
    /// <exception cref="InvalidMetadefException">The text is not the JSON document of a namespace.</exception>
    public Task<ImageMetadefNamespace> ImportAsync(string text, CancellationToken cancellationToken)
        => PostAsync(MetadefDraft.Parse(text), cancellationToken);

    /// <summary>Returns the name of the namespace in a JSON document.</summary>
    /// <exception cref="InvalidMetadefException">The text is not the JSON document of a namespace.</exception>
    public static string NameIn(string text) => Name(MetadefDraft.Parse(text));

    /// <summary>Changes the fields that the draft contains.</summary>
    /// <exception cref="NotFoundException">The namespace does not exist, or this project cannot see it.</exception>
    /// <exception cref="AccessDeniedException">The session does not have the admin role.</exception>
    public async Task<ImageMetadefNamespace> SetAsync(string name, NamespaceDraft draft, CancellationToken cancellationToken)
    {
        var newName = draft.Name ?? name;
        var (present, changed) = (MetadefPath.Namespace(session.Image, name), MetadefPath.Namespace(session.Image, newName));
        return await _requests
            .ChangeAsync(
                present, changed, draft, new(name), new(newName), json => MetadefReader.ReadNamespace(json, newName), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Removes a namespace and its content.</summary>
    /// <exception cref="NotFoundException">The namespace does not exist, or this project cannot see it.</exception>
    /// <exception cref="AccessDeniedException">The namespace is protected, or the session does not have the admin role.</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var url = MetadefPath.Namespace(session.Image, name);
        var existed = await _requests.FindAsync(url, json => json, cancellationToken).ConfigureAwait(false) is not null;
        var verification = Verification.OfDeletion(url, MetadefRequests.Shows, existed);
        await _requests.DeleteAsync(url, verification, new(name), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the resource types.</summary>
    public async Task<IReadOnlyList<ImageMetadefResourceType>> ListResourceTypesAsync(CancellationToken cancellationToken)
    {
        var request = ServiceRequest.Get(MetadefPath.AllResourceTypes(session.Image));
        var response = await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
        return response.ReadUsable(ResourceTypesKey, MetadefReader.ReadResourceType, observer);
    }

    private async Task<ImageMetadefNamespace> PostAsync(JObject json, CancellationToken cancellationToken)
    {
        var name = Name(json);
        var created = MetadefRequests.OfCreation(MetadefPath.Namespace(session.Image, name), found => found);

        // Glance creates the namespace first and its content afterwards (glance/api/v2/metadef_namespaces.py, create).
        var verification = created with
        {
            Judge = evidence => created.Judge(evidence) is Verdict.Done && !HasContent(evidence.Response!.ReadObject(), json)
                ? Verdict.Undecided
                : created.Judge(evidence),
        };
        var request = ServiceRequest.PostNonIdempotent(MetadefPath.AllNamespaces(session.Image), json, verification);
        return await _requests
            .SendAsync(request, new(name), created => MetadefReader.ReadNamespace(created, name), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>True if a namespace has as many definitions of each kind as were sent.</summary>
    private static bool HasContent(JObject present, JObject sent)
        => ContentFields.All(field => Count(present[field]) >= Count(sent[field]));

    private static int Count(JToken? definitions) => definitions is JContainer container ? container.Count : 0;

    private static string Name(JObject json)
        => json.Text(MetadefFields.Namespace)
            ?? throw new InvalidMetadefException($"The JSON does not contain \"{MetadefFields.Namespace}\", the name of the namespace.");
}
