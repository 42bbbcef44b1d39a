using System.Runtime.InteropServices;

namespace Platform.Telemetry.Processes;

/// <summary>
/// SIGTERM (AWS Batch, 30 seconds before SIGKILL) and SIGINT (Ctrl-C) become a cancellation: the attempt is given up, its lease released,
/// its open files removed, and the process exits with 75.
/// </summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
    ];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop.Cancel();
    }
}
