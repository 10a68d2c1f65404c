namespace OpenStackImage.Http;

/// <summary>
/// The last requests of a session, the oldest first. The memory is limited: each entry replaces the one <see cref="Capacity"/> numbers
/// before. It uses no lock, because all requests of concurrent commands use it.
/// </summary>
internal sealed class RequestLog
{
    internal const int Capacity = 10_000;

    private readonly OpenStackRequest?[] _requests = new OpenStackRequest?[Capacity];
    private long _count;

    /// <summary>Returns the next number; the entry itself is added when the response begins.</summary>
    public long NextNumber() => Interlocked.Increment(ref _count);

    /// <summary>
    /// Adds an entry, or replaces the earlier one of the same request. If a newer request already occupies the position, the entry is
    /// discarded.
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

    /// <summary>Returns a copy, in the order in which the requests were sent.</summary>
    public IReadOnlyList<OpenStackRequest> Snapshot() => [.. _requests.OfType<OpenStackRequest>().OrderBy(request => request.Number)];

    /// <summary>True if the server at this address has responded to a request.</summary>
    public bool HasResponseFrom(Uri uri)
        => _requests.Any(request => request?.StatusCode is not null && RedirectPolicy.Origin(request.Uri) == RedirectPolicy.Origin(uri));
}
