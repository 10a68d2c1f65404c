namespace OpenStackImage.Errors;

/// <summary>The kinds of requests that a service refuses for the same reasons.</summary>
[Flags]
internal enum RequestKind
{
    None = 0,

    /// <summary>Reads or changes an image or its data.</summary>
    Image = 1,

    /// <summary>Creates an image.</summary>
    NewImage = 2,

    AnyImage = Image | NewImage,
    Import = 4,
    ListMembers = 8,
    AddMember = 16,
    RemoveMember = 32,
    SetMemberStatus = 64,
    AnyMember = ListMembers | AddMember | RemoveMember | SetMemberStatus,
    Location = 128,

    /// <summary>Changes the cache entry of an image.</summary>
    CacheEntry = 256,

    /// <summary>Reads or changes the whole cache.</summary>
    Cache = 512,

    Stores = 1024,
    StoreDetail = 2048,
    Task = 4096,
    TaskOfImage = 8192,
    Metadef = 16384,

    /// <summary>Requests that fail with 404 if the image is not visible.</summary>
    OfImage = AnyImage | Import | AnyMember | Location | TaskOfImage,
}

/// <summary>The conditions of a reason in addition to the response.</summary>
[Flags]
internal enum RefusalCondition
{
    None = 0,

    /// <summary>The token of the session is not scoped to a project.</summary>
    NoProject = 1,

    /// <summary>The response names the image.</summary>
    NamesImage = 2,

    /// <summary>The import copies the data of the image into further stores.</summary>
    CopiesImage = 4,

    /// <summary>The import has no URI.</summary>
    NoUri = 8,

    /// <summary>The session can read the image. The following conditions concern the image.</summary>
    ReadsImage = 16,

    Private = ReadsImage | 32,

    /// <summary>The image is private, community or public.</summary>
    NotShared = ReadsImage | 64,

    /// <summary>Another project owns the image, and the session is not an admin session.</summary>
    OtherOwner = ReadsImage | 128,

    /// <summary>The member is another project, and the session is not an admin session.</summary>
    OtherMember = ReadsImage | 256,

    /// <summary>The project of the session owns the image.</summary>
    OwnImage = ReadsImage | 512,
}

/// <summary>
/// A reason for which a service refuses a request. Names in braces in the texts stand for what <see cref="Explain"/> is given.
/// </summary>
/// <param name="Of">The requests.</param>
/// <param name="Status">The HTTP status of the response, or another status of the same kind.</param>
/// <param name="Says">Parts of the service's message, of which one is enough; none for any message.</param>
/// <param name="If">The further conditions.</param>
/// <param name="ErrorId">One of <see cref="ErrorIds"/>. The row of that ID has the category and the type of the exception.</param>
/// <param name="Message">What failed and why.</param>
/// <param name="RecommendedAction">How to fix it.</param>
internal sealed record Refusal(
    RequestKind Of, int Status, string[] Says, RefusalCondition If, string ErrorId, string Message, string RecommendedAction)
{
    /// <summary>True if this is a reason for a response, except for the conditions.</summary>
    public bool IsAbout(ServiceException refusal, RequestKind kind)
        => (Of & kind) != 0
            && StatusTable.IdOf(Status) == StatusTable.IdOf(refusal.StatusCode)
            && (Says.Length == 0 || Says.Any(part => refusal.ServerMessage.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>True if a text has the name in braces.</summary>
    public bool Mentions(string name) => Message.Contains($"{{{name}}}") || RecommendedAction.Contains($"{{{name}}}");

    /// <summary>Returns the refusal with this reason.</summary>
    /// <param name="refusal">The error of the response.</param>
    /// <param name="texts">What the names in braces stand for.</param>
    public ServiceException Explain(ServiceException refusal, IReadOnlyDictionary<string, string> texts)
        => refusal.Explained(Fill(Message, texts), ErrorId, Fill(RecommendedAction, texts));

    private static string Fill(string template, IReadOnlyDictionary<string, string> texts)
    {
        var parts = template.Split('{', '}');
        for (var index = 1; index < parts.Length; index += 2)
        {
            parts[index] = texts[parts[index]];
        }

        return string.Concat(parts);
    }
}
