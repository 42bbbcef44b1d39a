using System.Text.Json;
using Platform.Ledger.Runs;

namespace Platform.Ledger.Publications;

/// <summary>One complete, proved attempt that is to become its run's snapshot; a group has several.</summary>
public sealed record DecisionMember
{
    public required Lease Lease { get; init; }

    /// <summary>Everything the catalog is to be told, in a form of the publisher's own; the ledger keeps it as it is.</summary>
    public required JsonElement Pointer { get; init; }

    /// <summary>URI of the attempt's prefix.</summary>
    public required string Location { get; init; }

    public required string Format { get; init; }

    public required string Compression { get; init; }

    public required long Rows { get; init; }

    public required long Bytes { get; init; }

    public required int Files { get; init; }

    /// <summary>The source's clock right after the database snapshot was taken.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    public bool Late { get; init; }

    public string? SchemaFingerprint { get; init; }

    /// <summary>LSN and how it was obtained, xmin, system identifier, server version: an object.</summary>
    public JsonElement? DatabaseSnapshot { get; init; }

    /// <summary>Further facts: an object.</summary>
    public JsonElement? Metadata { get; init; }
}
