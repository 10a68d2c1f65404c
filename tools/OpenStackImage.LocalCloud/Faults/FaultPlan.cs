namespace OpenStackImage.LocalCloud;

/// <summary>The faults of the cloud. The first fault that selects a request is applied to it.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Planned> _plan = [];
    private long _ordinal;

    /// <summary>How often a fault has been applied since the last Clear.</summary>
    public int Struck { get; private set; }

    /// <summary>Adds a fault after the existing ones.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Every, 1);
        lock (_gate)
        {
            _plan.Add(new(fault));
        }
    }

    /// <summary>Removes all faults, and restarts the count of requests at 1.</summary>
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
