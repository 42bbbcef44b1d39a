using System.Text.Json;
using Platform.Lake.Catalog;
using Platform.Ledger.Runs;

namespace Platform.Publication;

/// <summary>An attempt whose parts and manifest are complete and proved, ready to become its run's snapshot.</summary>
public sealed record PublishableAttempt
{
    public required Lease Lease { get; init; }

    /// <summary>The catalog table it belongs to; format and columns are those of its files.</summary>
    public required TableDefinition Table { get; init; }

    /// <summary>URI of the attempt's prefix, with a trailing slash.</summary>
    public required Uri Location { get; init; }

    /// <summary>Compression of the registry, such as <c>zstd</c>.</summary>
    public required string Compression { get; init; }

    public required long Rows { get; init; }

    /// <summary>Sum over the parts.</summary>
    public required long Bytes { get; init; }

    public required int Files { get; init; }

    /// <summary>The source's clock right after the database snapshot was taken.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>The verdict of the lateness rule about <see cref="CapturedAt"/>.</summary>
    public bool Late { get; init; }

    /// <summary>WAL position of the database snapshot; null where the server could not tell.</summary>
    public string? Lsn { get; init; }

    /// <summary>Name of the exported database snapshot.</summary>
    public string? SnapshotId { get; init; }

    /// <summary>The source's system identifier; null where the server could not tell.</summary>
    public string? SystemIdentifier { get; init; }

    /// <summary>The consistency group that the table was read in; null where it was read alone.</summary>
    public string? Group { get; init; }

    public required string EntryHash { get; init; }

    public string? SchemaFingerprint { get; init; }

    /// <summary>LSN and how it was obtained, xmin, system identifier, server version: an object for the ledger.</summary>
    public JsonElement? DatabaseSnapshot { get; init; }

    /// <summary>Further facts for the ledger: an object.</summary>
    public JsonElement? Metadata { get; init; }
}
