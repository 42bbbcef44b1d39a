using Platform.Registry.Layout;

namespace Platform.Ledger.Publications;

/// <summary>The ledger's answer to a decision that a person or prune asked for.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Decided: carry out <paramref name="Publication"/>. <paramref name="Replaces"/> was shown before; null where the answer was lost and asked for again.</summary>
    public sealed record Decided(long Publication, Ulid Attempt, Ulid? Replaces) : Decision;

    /// <summary>Readers see the attempt already.</summary>
    public sealed record Already(Ulid Attempt) : Decision;

    /// <summary>Publications of the run are decided and not carried out: finish them first, then ask again.</summary>
    public sealed record Unfinished(IReadOnlyList<long> Intended) : Decision;
}
