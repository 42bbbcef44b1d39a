using Platform.Columns.Proof;
using Platform.Lake.Objects;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Telemetry.Events;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Session;
using Platform.Sources.Postgres.Wire;

namespace Platform.Snapshot.Reading;

/// <summary>What the streams of one table share; nothing in it changes while they run.</summary>
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

    /// <summary>What is written of everything that is read, one after the other.</summary>
    public required IReadOnlyList<StreamOutput> Outputs { get; init; }

    public required ProofSeed Seed { get; init; }

    public required RowProgress Progress { get; init; }

    public required IFaultPoints Faults { get; init; }
}
