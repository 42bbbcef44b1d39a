namespace Platform.Registry.Stacks;

/// <summary>One deployment: where a stack's things are. URLs may hold passwords, so that nothing here prints them.</summary>
public sealed record StackSettings
{
    /// <summary>The embedded stack, which needs no file.</summary>
    public const string Local = "local";

    /// <summary>The wait for a run that another process holds, unless the stack says otherwise.</summary>
    public static readonly TimeSpan DefaultMaxWait = TimeSpan.FromMinutes(10);

    public required string Name { get; init; }

    /// <summary>The lake's root: a path, <c>file:///…</c> or <c>s3://bucket[/prefix]</c>.</summary>
    public required string Lake { get; init; }

    /// <summary>The ledger's URL, <c>secretsmanager:ARN[#key]</c> or <c>managed</c>; null on the local stack, whose ledger is its embedded PostgreSQL.</summary>
    public string? Ledger { get; init; }

    /// <summary>The URL, or <c>secretsmanager:ARN[#key]</c>, of each source by name, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The AWS region; null on the local stack.</summary>
    public string? Region { get; init; }

    /// <summary>The job image by digest; null until one is built.</summary>
    public string? Image { get; init; }

    public Execution Execution { get; init; } = Execution.Here;

    public ProofMode Proof { get; init; } = ProofMode.Files;

    /// <summary>How long a process waits for a run that another one holds.</summary>
    public TimeSpan MaxWait { get; init; } = DefaultMaxWait;

    /// <summary>What only a deployed stack needs to know; null where the stack is run from a desk.</summary>
    public CloudSection? Cloud { get; init; }

    public bool IsLocal => Name == Local;

    public override string ToString() => $"stack {Name}";
}
