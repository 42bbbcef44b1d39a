namespace Platform.Fakes.Batch;

/// <summary>What becomes of a job once it runs.</summary>
public sealed record JobPlan
{
    /// <summary>Of each attempt; null where the container never starts, or is taken away.</summary>
    public IReadOnlyList<int?> ExitCodes { get; init; } = [0];

    /// <summary>What each attempt writes.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>What Batch says of a job that failed.</summary>
    public string StatusReason { get; init; } = "Essential container in task exited";

    /// <summary>It runs until it is terminated.</summary>
    public bool IsEndless { get; init; }
}
