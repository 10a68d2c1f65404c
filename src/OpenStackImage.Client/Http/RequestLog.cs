namespace OpenStackImage.Http;

/// <summary>
/// The last requests of a session, oldest first. Its memory is bounded: each entry takes the place of the one <see cref="Capacity"/>
/// numbers before.
/// Nobody waits for anybody here, since every request of a fan-out passes through.
/// </summary>
internal sealed class RequestLog
{
    internal const int Capacity = 10_000;

    private readonly OpenStackRequest?[] _requests = new OpenStackRequest?[Capacity];
    private long _count;

    /// <summary>Takes the next number; the entry itself follows when the answer begins.</summary>
    public long NextNumber() => Interlocked.Increment(ref _count);

    /// <summary>
    /// Keeps an entry, in place of what was known of the same request before. One that a newer has overtaken by a whole log is let go.
    /// </summary>
    public void Set(OpenStackRequest request)
    {
        ref var place = ref _requests[request.Number % Capacity];
        OpenStackRequest? known;
        do
        {
            known = Volatile.Read(ref place);
        }
        while (!(known?.Number > request.Number) && Interlocked.CompareExchange(ref place, request, known) != known);
    }

    /// <summary>A copy, in the order in which the requests were sent.</summary>
    public IReadOnlyList<OpenStackRequest> Snapshot() => [.. _requests.OfType<OpenStackRequest>().OrderBy(request => request.Number)];

    /// <summary>True if whoever is at this address has answered a request.</summary>
    public bool HasAnswerOf(Uri uri)
        => _requests.Any(request => request?.StatusCode is not null && RedirectPolicy.Origin(request.Uri) == RedirectPolicy.Origin(uri));
}
