namespace Platform.LocalStack.Processes;

/// <summary>Asks another process to end; .NET alone can only kill.</summary>
public static class ProcessSignal
{
    private const int SigTerm = 15;

    /// <summary>Sends SIGTERM; false where the process is gone already.</summary>
    public static bool Terminate(int processId) => Libc.Kill(processId, SigTerm) == 0;
}
