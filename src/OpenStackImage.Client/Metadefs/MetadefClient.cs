using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>The definitions of one kind in namespaces: /v2/metadefs/namespaces/{namespace}/{kind} (api-ref image/v2-metadefs).</summary>
internal sealed class MetadefClient<T>(OpenStackSession session, MetadefKind<T> kind, IRequestObserver? observer)
{
    private readonly MetadefRequests _requests = new(session, observer);

    /// <summary>Returns the definitions of a namespace.</summary>
    /// <exception cref="NotFoundException">The namespace does not exist, or this project cannot see it.</exception>
    public async Task<IReadOnlyList<T>> ListAsync(string @namespace, CancellationToken cancellationToken)
    {
        var request = ServiceRequest.Get(Collection(@namespace));
        return await _requests
            .SendAsync(request, new(@namespace, kind.Word), json => ReadAll(@namespace, json), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Returns a definition.</summary>
    /// <exception cref="NotFoundException">The definition or the namespace does not exist, or this project cannot see it.</exception>
    public async Task<T> GetAsync(string @namespace, string name, CancellationToken cancellationToken)
    {
        var request = ServiceRequest.Get(Item(@namespace, name));
        return await _requests
            .SendAsync(request, Subject(@namespace, name), json => ReadNamed(@namespace, name, json), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Adds a definition.</summary>
    /// <exception cref="ConflictException">A definition of this name exists.</exception>
    /// <exception cref="AccessDeniedException">The session does not have the admin role.</exception>
    public async Task<T> AddAsync(string @namespace, MetadefDraft draft, CancellationToken cancellationToken)
    {
        var body = new JObject();
        draft.ApplyTo(body);
        var name = draft.Name!;
        var (shown, find) = Shown(@namespace, name);
        var prior = kind.HasCreationTime
            ? PriorDefinition.NotRead
            : await ReadPriorAsync(shown, find, cancellationToken).ConfigureAwait(false);
        var verification = MetadefRequests.OfCreation(shown, find, prior);
        var request = kind.IsPostedToItem
            ? ServiceRequest.PostNonIdempotent(Item(@namespace, name), null, verification)
            : ServiceRequest.PostNonIdempotent(Collection(@namespace), body, verification);

        // After a lost response this is what the verification read, which may be a list.
        return await _requests
            .SendAsync(
                request, Subject(@namespace, name), json => ReadNamed(@namespace, name, InList(json, name) ?? json), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Changes the fields that the draft contains.</summary>
    /// <exception cref="NotFoundException">The definition or the namespace does not exist, or this project cannot see it.</exception>
    /// <exception cref="AccessDeniedException">The session does not have the admin role.</exception>
    public async Task<T> SetAsync(string @namespace, string name, MetadefDraft draft, CancellationToken cancellationToken)
    {
        var newName = draft.Name ?? name;
        var (present, changed) = (Item(@namespace, name), Item(@namespace, newName));
        return await _requests
            .ChangeAsync(
                present, changed, draft, Subject(@namespace, name), Subject(@namespace, newName),
                json => ReadNamed(@namespace, newName, json), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Removes a definition.</summary>
    /// <exception cref="NotFoundException">The definition or the namespace does not exist, or this project cannot see it.</exception>
    /// <exception cref="AccessDeniedException">The namespace is protected, or the session does not have the admin role.</exception>
    public async Task RemoveAsync(string @namespace, string name, CancellationToken cancellationToken)
    {
        var (shown, find) = Shown(@namespace, name);
        var existed = await _requests.FindAsync(shown, find, cancellationToken).ConfigureAwait(false) is not null;
        var verification = new Verification(shown, evidence => existed && IsGone(evidence) ? Verdict.Done : Verdict.NotDone)
        {
            Shows = MetadefRequests.Shows,
        };
        await _requests.DeleteAsync(Item(@namespace, name), verification, Subject(@namespace, name), cancellationToken)
            .ConfigureAwait(false);

        bool IsGone(Evidence evidence) => evidence.Response is not { } response || find(response.ReadObject()) is null;
    }

    /// <summary>Glance lists properties as an object with their names as keys, everything else as an array.</summary>
    private IReadOnlyList<T> ReadAll(string @namespace, JObject json)
    {
        var items = json[kind.ListKey] is JObject byName
            ? byName.Properties().Where(item => item.Value is JObject).Select(item => WithName(item.Name, (JObject)item.Value))
            : json.Objects(kind.ListKey);
        return [.. items.Select(item => kind.Read(@namespace, item))];
    }

    private T ReadNamed(string @namespace, string name, JObject json)
    {
        MetadefReader.RequireName(json.Text(MetadefFields.Name), name);
        return kind.Read(@namespace, json);
    }

    private async Task<PriorDefinition> ReadPriorAsync(Url shown, Func<JObject, JObject?> find, CancellationToken cancellationToken)
    {
        var found = await _requests.FindAsync(shown, find, cancellationToken).ConfigureAwait(false);
        return found is null ? PriorDefinition.Absent : PriorDefinition.Exists;
    }

    /// <summary>Returns the resource that shows a definition, and how to find the definition in it.</summary>
    private (Url Url, Func<JObject, JObject?> Find) Shown(string @namespace, string name)
        => kind.HasItemUrl ? (Item(@namespace, name), json => json) : (Collection(@namespace), json => InList(json, name));

    private JObject? InList(JObject json, string name)
        => json.Objects(kind.ListKey).FirstOrDefault(item => item.Text(MetadefFields.Name) == name);

    private Url Collection(string @namespace) => MetadefPath.Namespace(session.Image, @namespace, kind.Collection);

    private Url Item(string @namespace, string name)
        => MetadefPath.Namespace(session.Image, @namespace, kind.Collection, MetadefPath.Segment(name));

    private MetadefSubject Subject(string @namespace, string name) => new(@namespace, kind.Word, name);

    private static JObject WithName(string name, JObject json)
    {
        json[MetadefFields.Name] = name;
        return json;
    }
}
