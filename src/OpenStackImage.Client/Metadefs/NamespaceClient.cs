using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>Glance's /v2/metadefs/namespaces and /v2/metadefs/resource_types (glance/api/v2/metadef_namespaces.py, metadef_resource_types.py).</summary>
internal sealed class NamespaceClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string ListKey = "namespaces";
    private const string ResourceTypesKey = "resource_types";
    private const int LargestPage = 1000;

    private readonly MetadefRequests _requests = new(session, observer);

    /// <summary>GET /v2/metadefs/namespaces, newest first, a page at a time as they are consumed. They come without what lies in them.</summary>
    /// <param name="visibility">public or private; null for both.</param>
    /// <param name="resourceTypes">Only those that define properties of one of these; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<ImageMetadefNamespace> ListAsync(string? visibility, IReadOnlyList<string>? resourceTypes, CancellationToken cancellationToken)
    {
        var url = MetadefPath.AllNamespaces(session.Image)
            .SetQueryParam("visibility", visibility)
            .SetQueryParam("resource_types", resourceTypes is null ? null : string.Join(",", resourceTypes))
            .SetQueryParam("limit", LargestPage);
        return session.Image.ListAsync(url, ListKey, MetadefReading.Namespace, item => item.Namespace, observer, cancellationToken);
    }

    /// <summary>GET /v2/metadefs/namespaces/{namespace}: with all that lies in it.</summary>
    /// <param name="name">The namespace.</param>
    /// <param name="resourceType">Puts the prefix of this resource type before the names of properties; null leaves them as they are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ImageMetadefNamespace> GetAsync(string name, string? resourceType, CancellationToken cancellationToken)
    {
        var url = MetadefPath.Namespace(session.Image, name).SetQueryParam("resource_type", resourceType);
        return MetadefReading.Namespace(await _requests.GetAsync(url, new(name), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>POST /v2/metadefs/namespaces.</summary>
    public Task<ImageMetadefNamespace> AddAsync(NamespaceDraft draft, CancellationToken cancellationToken)
    {
        var json = new JObject();
        draft.ApplyTo(json);
        return PostAsync(json, cancellationToken);
    }

    /// <summary>POST /v2/metadefs/namespaces with all that lies in it, as the glance client's md-namespace-import sends it.</summary>
    /// <exception cref="InvalidMetadefException">The text is no JSON of a namespace.</exception>
    public Task<ImageMetadefNamespace> ImportAsync(string text, CancellationToken cancellationToken) => PostAsync(MetadefDraft.Parse(text), cancellationToken);

    /// <summary>The name of the namespace in a JSON document, before anything is sent.</summary>
    /// <exception cref="InvalidMetadefException">The text is no JSON of a namespace.</exception>
    public static string NameIn(string text) => Name(MetadefDraft.Parse(text));

    /// <summary>PUT /v2/metadefs/namespaces/{namespace}.</summary>
    public async Task<ImageMetadefNamespace> SetAsync(string name, NamespaceDraft draft, CancellationToken cancellationToken)
        => MetadefReading.Namespace(await _requests.ChangeAsync(MetadefPath.Namespace(session.Image, name), draft, new(name), cancellationToken).ConfigureAwait(false));

    /// <summary>DELETE /v2/metadefs/namespaces/{namespace}, with all that lies in it.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken)
        => _requests.DeleteAsync(MetadefPath.Namespace(session.Image, name), new(name), cancellationToken);

    /// <summary>GET /v2/metadefs/resource_types.</summary>
    public async Task<IReadOnlyList<ImageMetadefResourceType>> ListResourceTypesAsync(CancellationToken cancellationToken)
    {
        var response = await session.Image.SendAsync(ServiceRequest.Get(MetadefPath.AllResourceTypes(session.Image)), observer, cancellationToken).ConfigureAwait(false);
        return response.ReadList(ResourceTypesKey, MetadefReading.ResourceType);
    }

    private async Task<ImageMetadefNamespace> PostAsync(JObject json, CancellationToken cancellationToken)
    {
        var name = Name(json);
        var made = await _requests
            .PostAsync(MetadefPath.AllNamespaces(session.Image), MetadefPath.Namespace(session.Image, name), json, new(name), cancellationToken)
            .ConfigureAwait(false);
        return MetadefReading.Namespace(made);
    }

    private static string Name(JObject json)
        => json.Text(MetadefFields.Namespace) ?? throw new InvalidMetadefException($"The JSON has no \"{MetadefFields.Namespace}\", which is the namespace's name.");
}
