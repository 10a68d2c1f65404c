using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>The definitions of one kind in namespaces: /v2/metadefs/namespaces/{namespace}/{kind} (api-ref image/v2-metadefs).</summary>
internal sealed class MetadefClient<T>(OpenStackSession session, MetadefKind<T> kind, IRequestObserver? observer)
{
    private readonly MetadefRequests _requests = new(session, observer);

    /// <summary>All of a namespace.</summary>
    public async Task<IReadOnlyList<T>> ListAsync(string @namespace, CancellationToken cancellationToken)
    {
        var json = await _requests.GetAsync(Address(@namespace), new(@namespace, kind.Word), cancellationToken).ConfigureAwait(false);

        // Properties come by their names, everything else as a list.
        var items = json[kind.ListKey] is JObject byName
            ? byName.Properties().Select(item => Named(item.Name, (JObject)item.Value))
            : json.Objects(kind.ListKey);
        return [.. items.Select(item => kind.Read(@namespace, item))];
    }

    public async Task<T> GetAsync(string @namespace, string name, CancellationToken cancellationToken)
        => kind.Read(@namespace, await _requests.GetAsync(Address(@namespace, name), new(@namespace, kind.Word, name), cancellationToken).ConfigureAwait(false));

    public async Task<T> AddAsync(string @namespace, MetadefDraft draft, CancellationToken cancellationToken)
    {
        var json = new JObject();
        draft.ApplyTo(json);
        var name = draft.Name!;
        var itself = Address(@namespace, name);
        var subject = new MetadefSubject(@namespace, kind.Word, name);
        return kind.Read(@namespace, await (kind.IsNamedInPath
            ? _requests.PostAsync(itself, itself, null, subject, cancellationToken)
            : _requests.PostAsync(Address(@namespace), itself, json, subject, cancellationToken)).ConfigureAwait(false));
    }

    /// <summary>Changes what the draft says. Glance takes whole definitions only, so the present one is read first.</summary>
    public async Task<T> SetAsync(string @namespace, string name, MetadefDraft draft, CancellationToken cancellationToken)
        => kind.Read(@namespace, await _requests.ChangeAsync(Address(@namespace, name), draft, new(@namespace, kind.Word, name), cancellationToken).ConfigureAwait(false));

    public Task RemoveAsync(string @namespace, string name, CancellationToken cancellationToken)
        => _requests.DeleteAsync(Address(@namespace, name), new(@namespace, kind.Word, name), cancellationToken);

    private Url Address(string @namespace) => MetadefPath.Namespace(session.Image, @namespace, kind.Collection);

    private Url Address(string @namespace, string name) => MetadefPath.Namespace(session.Image, @namespace, kind.Collection, MetadefPath.Segment(name));

    private static JObject Named(string name, JObject json)
    {
        json[MetadefFields.Name] = name;
        return json;
    }
}
