namespace OpenStackImage.LocalCloud;

/// <summary>The faults that are waiting for a request. The first one that is meant strikes.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Planned> _plan = [];
    private long _ordinal;

    /// <summary>How often a fault has struck since the last Clear.</summary>
    public int Struck { get; private set; }

    /// <summary>Adds a fault behind those that are there.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Every, 1);
        lock (_gate)
        {
            _plan.Add(new(fault));
        }
    }

    /// <summary>Takes all faults away and counts requests from 1 again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _plan.Clear();
            _ordinal = 0;
            Struck = 0;
        }
    }

    internal Fault? Next(string service, string method, string path, string query)
    {
        lock (_gate)
        {
            FaultedRequest request = new(service, method, path, query, ++_ordinal);
            foreach (var planned in _plan)
            {
                if (!planned.Strikes(request))
                {
                    continue;
                }

                Struck++;
                return planned.Fault;
            }

            return null;
        }
    }

    private sealed class Planned(Fault fault)
    {
        private int _matched;
        private int _struck;

        public Fault Fault => fault;

        public bool Strikes(FaultedRequest request)
        {
            if (_struck >= fault.Times || fault.When?.Invoke(request) == false || ++_matched % fault.Every != 0)
            {
                return false;
            }

            _struck++;
            return true;
        }
    }
}
