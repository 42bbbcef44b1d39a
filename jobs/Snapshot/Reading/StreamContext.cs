using Platform.Columns.Proof;
using Platform.Formats.Files;
using Platform.Lake.Objects;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Telemetry.Events;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Session;
using Platform.Sources.Postgres.Wire;

namespace Platform.Snapshot.Reading;

/// <summary>What the streams of one attempt share; nothing in it changes while they run.</summary>
internal sealed record StreamContext
{
    public required ConnectionUrl Source { get; init; }

    /// <summary>The address of the leader's server instance: every stream goes there.</summary>
    public required ServerAddress Address { get; init; }

    public required SnapshotImport Import { get; init; }

    public required IReadOnlyList<ColumnRead> Reads { get; init; }

    public required CopyOptions Copy { get; init; }

    public required RowGroup RowGroup { get; init; }

    /// <summary>Whether a stream may use a second thread, at the price of a second batch.</summary>
    public required bool WriteBesideReading { get; init; }

    public required IObjectStore Store { get; init; }

    /// <summary>The attempt's prefix, with its trailing slash.</summary>
    public required string Prefix { get; init; }

    public required FileFormat Format { get; init; }

    public required Compression Compression { get; init; }

    public required WriterOptions Writer { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; }

    public required ProofSeed Seed { get; init; }

    public required RowProgress Progress { get; init; }

    public required IFaultPoints Faults { get; init; }
}
