namespace Platform.Registry.Faults;

/// <summary>What happens to the process at a step.</summary>
public enum FaultAction
{
    /// <summary>It is gone at once (SIGKILL).</summary>
    Kill,

    /// <summary>It stands still (SIGSTOP) until somebody sends SIGCONT.</summary>
    Stop,

    /// <summary>The step takes a while longer.</summary>
    Pause,

    /// <summary>The step fails, with an error that may be retried.</summary>
    Fail,
}
