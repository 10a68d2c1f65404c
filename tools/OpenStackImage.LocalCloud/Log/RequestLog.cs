using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud;

/// <summary>The requests to the cloud, and the number of concurrent requests.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly Queue<LoggedRequest> _requests = new();
    private readonly int _capacity;
    private readonly Dictionary<string, Flight> _flights = new()
    {
        [ServiceName.Identity] = new(),
        [ServiceName.Image] = new(),
        [ServiceName.None] = new(),
    };

    private readonly Flight _all = new();
    private long _begun;
    private long _finished;
    private long _generation;

    internal RequestLog(int capacity) => _capacity = capacity;

    /// <summary>How many requests have been completed since the last Clear, including those no longer kept.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _finished;
            }
        }
    }

    /// <summary>The highest number of requests in flight at the same time since the last Clear.</summary>
    public int MaxInFlight
    {
        get
        {
            lock (_gate)
            {
                return _all.Max;
            }
        }
    }

    /// <summary>The requests that are kept, in the order in which they were finished.</summary>
    public IReadOnlyList<LoggedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The highest number of requests in flight at the same time at one service ("identity" or "image").</summary>
    public int MaxInFlightOf(string service)
    {
        lock (_gate)
        {
            return _flights.TryGetValue(service, out var flight) ? flight.Max : 0;
        }
    }

    /// <summary>Removes all requests, and resets the counters. Requests in progress continue, but are not logged.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _begun = _finished = 0;
            _generation++;
            _all.Max = _all.Now;
            foreach (var flight in _flights.Values)
            {
                flight.Max = flight.Now;
            }
        }
    }

    internal Ticket Begin(string service)
    {
        lock (_gate)
        {
            Ticket ticket = new(service, ++_begun, _all.Now, _generation);
            _all.Enter();
            _flights[service].Enter();
            return ticket;
        }
    }

    internal void End(Ticket ticket, Func<LoggedRequest> describe)
    {
        lock (_gate)
        {
            _all.Now--;
            _flights[ticket.Service].Now--;
            if (ticket.Generation != _generation)
            {
                return;
            }

            _finished++;
            if (_capacity == 0)
            {
                return;
            }

            while (_requests.Count >= _capacity)
            {
                _requests.Dequeue();
            }

            _requests.Enqueue(describe());
        }
    }

    internal readonly record struct Ticket(string Service, long Number, int InFlightAtStart, long Generation);

    private sealed class Flight
    {
        public int Now { get; set; }

        public int Max { get; set; }

        public void Enter() => Max = Math.Max(Max, ++Now);
    }
}
