using System.Runtime.InteropServices;

namespace Platform.Operator.CommandLine;

/// <summary>
/// Ctrl-C, SIGTERM and SIGHUP. The first asks everything to end in good order; the second insists, and children are killed. Lasts as long
/// as the process: between its end and the process's, a signal would kill with the wrong exit code.
/// </summary>
internal sealed class Interrupt
{
    private readonly CancellationTokenSource _asked = new();
    private readonly CancellationTokenSource _insisted = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public Interrupt()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    public CancellationToken Asked => _asked.Token;

    public CancellationToken Insisted => _insisted.Token;

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_asked.IsCancellationRequested) _insisted.Cancel();
        else _asked.Cancel();
    }
}
