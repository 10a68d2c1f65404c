namespace OpenStackImage.Http;

/// <summary>The last requests of a session, oldest first. Its memory is bounded: the oldest make room for the newest.</summary>
internal sealed class RequestLog
{
    internal const int Capacity = 10_000;

    private readonly Queue<OpenStackRequest> _requests = new();
    private long _count;

    /// <summary>Takes the next number; the entry itself follows when the answer is there.</summary>
    public long NextNumber() => Interlocked.Increment(ref _count);

    public void Add(OpenStackRequest request)
    {
        lock (_requests)
        {
            _requests.Enqueue(request);
            if (_requests.Count > Capacity)
            {
                _requests.Dequeue();
            }
        }
    }

    /// <summary>A copy, in the order in which the requests were sent.</summary>
    public IReadOnlyList<OpenStackRequest> Snapshot()
    {
        lock (_requests)
        {
            return _requests.OrderBy(request => request.Number).ToArray();
        }
    }
}
