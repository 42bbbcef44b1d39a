namespace Platform.Fakes.Http;

/// <summary>The faults that a test plans; each is used up by the requests it hits.</summary>
public sealed class FaultPlan
{
    private readonly List<Fault> _faults = [];
    private readonly Lock _gate = new();

    public void Add(params ReadOnlySpan<Fault> faults)
    {
        lock (_gate) _faults.AddRange(faults);
    }

    public void Clear()
    {
        lock (_gate) _faults.Clear();
    }

    /// <summary>How many requests a fault has hit.</summary>
    public int Hits
    {
        get
        {
            lock (_gate) return field;
        }
        private set;
    }

    internal Fault? Next(string operation)
    {
        lock (_gate)
        {
            foreach (var fault in _faults)
            {
                if (fault.Operation != operation) continue;
                var number = fault.Seen++;
                if (number < fault.After || number - fault.After >= fault.Times) continue;
                Hits++;
                return fault;
            }
            return null;
        }
    }
}
