namespace OpenStackImage.Http;

/// <summary>The last requests of a session, oldest first. Its memory is bounded: the oldest make room for the newest.</summary>
internal sealed class RequestLog
{
    internal const int Capacity = 10_000;

    private readonly SortedDictionary<long, OpenStackRequest> _requests = [];
    private long _count;

    /// <summary>Takes the next number; the entry itself follows when the answer begins.</summary>
    public long NextNumber() => Interlocked.Increment(ref _count);

    /// <summary>Keeps an entry, in place of what was known of the same request before.</summary>
    public void Set(OpenStackRequest request)
    {
        lock (_requests)
        {
            _requests[request.Number] = request;
            if (_requests.Count > Capacity)
            {
                _requests.Remove(_requests.Keys.First());
            }
        }
    }

    /// <summary>A copy, in the order in which the requests were sent.</summary>
    public IReadOnlyList<OpenStackRequest> Snapshot()
    {
        lock (_requests)
        {
            return _requests.Values.ToArray();
        }
    }

    /// <summary>True if whoever is at this address has answered a request.</summary>
    public bool HasAnswerOf(Uri uri)
        => Snapshot().Any(request => request.StatusCode is not null && RedirectPolicy.Origin(request.Uri) == RedirectPolicy.Origin(uri));
}
