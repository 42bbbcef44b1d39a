using System.Text.Json;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Ledger.Publications;

/// <summary>The ledger's answer to whoever is about to tell the catalog.</summary>
public abstract record SendPermit
{
    private SendPermit()
    {
    }

    /// <summary>Tell the catalog exactly this, read it back, then finish.</summary>
    public sealed record Send(IReadOnlyList<PublicationMember> Members) : SendPermit;

    /// <summary>It has been carried out already.</summary>
    public sealed record Done : SendPermit;

    /// <summary>A later publication of the same run is decided: this one is history.</summary>
    public sealed record Superseded : SendPermit;

    /// <summary>An earlier publication's request may still arrive at the catalog until then, by the ledger's clock.</summary>
    public sealed record Wait(DateTimeOffset Until, TimeSpan For) : SendPermit;

    /// <summary>Prune has begun to remove the attempt.</summary>
    public sealed record Deleting : SendPermit;
}

/// <summary>One run of a publication, with what the catalog is to be told.</summary>
public sealed record PublicationMember
{
    public required long RunId { get; init; }

    public required SnapshotKey Key { get; init; }

    public required Ulid Attempt { get; init; }

    /// <summary>As the decider gave it.</summary>
    public required JsonElement Pointer { get; init; }
}
