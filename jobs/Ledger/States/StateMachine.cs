namespace Platform.Ledger.States;

/// <summary>
/// The state machine of runs, attempts, leases and publications, in one place. The database holds everybody to it (migration 0004 and what follows it, SQLSTATE PL001); tests
/// hold database and README to this.
/// </summary>
public static class StateMachine
{
    /// <summary>A row per table, output and snapshot time. A published snapshot that is being replaced is running and stays visible.</summary>
    public static Machine Run { get; } = new("run", "pending",
    [
        new("pending", "running", "claimed"),
        new("running", "succeeded", "its publication is done, or a replacement failed"),
        new("running", "failed", "its attempt failed and nothing is published"),
        new("failed", "running", "claimed again"),
        new("succeeded", "running", "claimed with force"),
    ]);

    /// <summary>One execution of a run.</summary>
    public static Machine Attempt { get; } = new("attempt", "running",
    [
        new("running", "decided", "a publication names it"),
        new("running", "failed", "it said why"),
        new("running", "lost", "its lease ran out and was taken over"),
        new("decided", "published", "its publication is done"),
        new("published", "replaced", "a later publication is done"),
        new("replaced", "published", "rolled back to"),
        new("failed", "deleting", "prune"),
        new("lost", "deleting", "prune"),
        new("replaced", "deleting", "prune"),
        new("published", "deleting", "prune, once keep no longer names it"),
        new("deleting", "deleted", "its files are gone"),
    ]);

    /// <summary>A decision: once made it is only ever carried out.</summary>
    public static Machine Publication { get; } = new("publication", "intended",
    [
        new("intended", "done", "the catalog was read back"),
    ]);

    /// <summary>
    /// Who may decide about a run. No column holds its state: it is held until <c>expires_at</c>, then expired, and free once <c>released_at</c> is set. Only a claim grants it, each
    /// time with a higher fencing number; the database refuses any other change of hands.
    /// </summary>
    public static Machine Lease { get; } = new("lease", "held",
    [
        new("held", "held", "heartbeat"),
        new("held", "expired", "no heartbeat in time"),
        new("held", "released", "published, failed or given up"),
        new("expired", "held", "heartbeat where nobody took it over, or claimed by another with a higher fencing number"),
        new("expired", "released", "published or failed after all"),
        new("released", "held", "claimed with a higher fencing number"),
    ]);

    public static IReadOnlyList<Machine> All { get; } = [Run, Attempt, Lease, Publication];
}

/// <summary>One kind of row and the steps that its state may take.</summary>
/// <param name="Name">The table in schema platform.</param>
/// <param name="Start">The state that every row begins in.</param>
/// <param name="Transitions">Every legal one.</param>
public sealed record Machine(string Name, string Start, IReadOnlyList<Transition> Transitions)
{
    /// <summary>The states in the order in which they are first named, the start first.</summary>
    public IReadOnlyList<string> States => [.. Transitions.SelectMany(t => new[] { t.From, t.To }).Prepend(Start).Distinct()];

    /// <summary>The machine as a Mermaid state diagram, which GitHub draws.</summary>
    public string Draw() => string.Join('\n',
        (string[])["```mermaid", "stateDiagram-v2", $"    [*] --> {Start}", .. Transitions.Select(t => $"    {t.From} --> {t.To}: {t.Why}"), "```"]);
}

/// <summary>A legal step, and what makes it.</summary>
public sealed record Transition(string From, string To, string Why);
