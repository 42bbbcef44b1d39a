namespace Platform.LocalStack.Cluster;

/// <summary>The two ways of stopping that do not wait for clients; names as in <c>pg_ctl stop -m</c>.</summary>
public enum StopMode
{
    /// <summary>Rolls open transactions back and flushes.</summary>
    Fast,

    /// <summary>As a crash: recovered at the next start.</summary>
    Immediate,
}
