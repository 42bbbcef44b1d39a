namespace Platform.Ledger.Runs;

/// <summary>The ledger's answer to a claim.</summary>
public abstract record Claim
{
    private Claim()
    {
    }

    /// <summary>Number of the run.</summary>
    public required long RunId { get; init; }

    /// <summary>The ledger's clock when it answered.</summary>
    public required DateTimeOffset LedgerTime { get; init; }

    /// <summary>Publications of the table, of any snapshot time, that are decided and that nobody alive is carrying out: finish them first.</summary>
    public required IReadOnlyList<long> Intended { get; init; }

    /// <summary>The run is this process's until its lease is over.</summary>
    public sealed record Claimed(Lease Lease) : Claim
    {
        /// <summary>1-based.</summary>
        public required int AttemptNumber { get; init; }

        /// <summary>What readers see until this attempt replaces it; null at the first.</summary>
        public PublishedSnapshot? Replaces { get; init; }
    }

    /// <summary>There is nothing to do: exit 0.</summary>
    public sealed record AlreadyPublished(PublishedSnapshot Snapshot) : Claim;

    /// <summary>Another process is at it, until a time of the ledger's clock unless it prolongs.</summary>
    public sealed record LeasedByOther(string Holder, DateTimeOffset Until) : Claim;

    /// <summary>An attempt is decided and its process gone: finish <see cref="Claim.Intended"/>, then ask again.</summary>
    public sealed record Decided : Claim;

    /// <summary>This attempt had the lease and another process took it over meanwhile: it must not go on.</summary>
    public sealed record Lost : Claim;
}
