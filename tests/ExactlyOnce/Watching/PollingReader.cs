using Platform.ExactlyOnce.Tests.Running;

namespace Platform.ExactlyOnce.Tests.Watching;

/// <summary>Looks about once per millisecond, on a thread of its own, until it is disposed; what no reader may see is a complaint, and is counted as a torn read.</summary>
internal abstract class PollingReader : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly List<string> _complaints = [];
    private long _looks;

    protected PollingReader() => _thread = new Thread(LookOn) { IsBackground = true };

    /// <summary>Ends the looking and fails where it saw anything but complete snapshots.</summary>
    public void AssertSawOnlyWhole()
    {
        Dispose();
        Assert.True(_complaints.Count == 0, $"{_looks} looks, {_complaints.Count} of them saw what no reader may see: {string.Join("; ", _complaints.Take(5))}");
    }

    public void Dispose()
    {
        if (_stop.IsCancellationRequested) return;
        _stop.Cancel();
        _thread.Join();
        Totals.Looked(_looks, _complaints.Count);
        _stop.Dispose();
    }

    /// <summary>The last thing that a constructor does.</summary>
    protected void Start() => _thread.Start();

    protected abstract void Look();

    protected void Complain(string complaint) => _complaints.Add(complaint);

    private void LookOn()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Look();
            }
            catch (Exception e)
            {
                Complain($"a look failed: {e.Message}");
            }

            _looks++;
            _stop.Token.WaitHandle.WaitOne(1);
        }
    }
}
