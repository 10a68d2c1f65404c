namespace OpenStackImage.Errors;

/// <summary>The reasons for which services refuse requests. The first row that applies is the explanation of a refusal.</summary>
internal static partial class RefusalTable
{
    /// <summary>The explanation of a 413 response from a proxy, which does not concern a quota.</summary>
    private static readonly Refusal LimitOfProxy = new(
        RequestKind.None, 413, [], RefusalCondition.None, ErrorIds.LimitExceeded,
        "A proxy in front of the service does not accept a request of this size.",
        "Ask the cloud's operators to raise the limit of the proxy (nginx: client_max_body_size).");

    /// <summary>Phrases that only services use, so that a page with them is a response of the service even without a request ID.</summary>
    private static readonly string[] WordsOfServices =
    [
        "You are not authorized", "Not allowed to", "No image found", "The resource could not be found", "Could not find",
        "Access was denied to this resource", "requires authentication", "not found in the member list",
    ];

    /// <summary>The rows; of each kind of request, the more precise ones first.</summary>
    public static IReadOnlyList<Refusal> Rows { get; } = [.. Images, .. Members, .. Imports, .. Services];

    /// <summary>Returns the reason of a refusal; null if none is known.</summary>
    /// <param name="refusal">The error of the response.</param>
    /// <param name="kind">The kind of the request.</param>
    /// <param name="conditions">All conditions that hold.</param>
    public static Refusal? Find(ServiceException refusal, RequestKind kind, RefusalCondition conditions)
        => refusal.IsExplained ? null
            : refusal is LimitExceededException { IsOfService: false } ? LimitOfProxy
            : Rows.FirstOrDefault(
                row => (row.If & ~conditions) == 0 && row.IsAbout(refusal, kind) && (row.Says.Length > 0 || !refusal.IsOfProxy))
                ?? (refusal is { IsOfProxy: true, StatusCode: < 500 } ? RefusalOfProxy(refusal) : null);

    /// <summary>True for a page that is not that of the service: HTML without a request ID and without words of a service.</summary>
    public static bool IsOfProxy(ErrorResponse? response)
        => response is { IsHtml: true, RequestId: null }
            && !Array.Exists(WordsOfServices, words => response.ServerMessage.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0);

    private static Refusal RefusalOfProxy(ServiceException refusal) => new(
        RequestKind.None, refusal.StatusCode, [], RefusalCondition.None, refusal.ErrorId,
        "The response is not that of the service; a proxy in front of it has probably refused the request.",
        "Check the endpoint and the proxies in front of it.");

    /// <summary>True if the image must be read to find out the reason.</summary>
    public static bool NeedsImage(ServiceException refusal, RequestKind kind)
        => !refusal.IsExplained && !refusal.IsOfProxy
            && Rows.Any(row => row.If.HasFlag(RefusalCondition.ReadsImage) && row.IsAbout(refusal, kind));

    /// <summary>Returns a refusal with its reason, or unchanged if the reason is unknown.</summary>
    /// <param name="refusal">The error of the response.</param>
    /// <param name="kind">The kind of the request.</param>
    /// <param name="texts">What the names in the texts stand for.</param>
    public static ServiceException Explain(ServiceException refusal, RequestKind kind, IReadOnlyDictionary<string, string> texts)
        => Find(refusal, kind, RefusalCondition.None)?.Explain(refusal, texts) ?? refusal;

    /// <summary>Returns a failure as the error of an ID, regardless of its response.</summary>
    public static ServiceException ExplainAs(string errorId, ServiceException failure, IReadOnlyDictionary<string, string> texts)
        => Rows.First(row => row.ErrorId == errorId).Explain(failure, texts);
}
