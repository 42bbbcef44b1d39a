using Platform.Columns.Proof;
using Platform.Lake.Catalog;
using Platform.Lake.Manifest;
using Platform.Ledger.Findings;
using Platform.Ledger.Runs;
using Platform.Publication;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Faults;
using Platform.Registry.Lateness;
using Platform.Registry.Layout;
using Platform.Registry.Types;
using Platform.Snapshot.Deduplicating;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Invocation;
using Platform.Snapshot.Reading;
using Platform.Sources.Postgres.Checks;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Session;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Recording;

/// <summary>A complete, proved attempt, as ledger, manifest and publication are told of it.</summary>
internal sealed record AttemptRecord(
    SnapshotTask Task, JobSettings Settings, Ulid Attempt, Lease Lease, string Prefix, LatenessVerdict Verdict,
    ServerFacts Server, DatabaseSnapshot Snapshot, LiveTable Live, TableDdl Ddl, SchemaMatch Match, IReadOnlyList<StreamResult> Parts, TableProof Proof)
{
    /// <summary>The entry's checks as the source answered them; complete with <see cref="Checks"/>.</summary>
    public IReadOnlyList<CheckFinding> Found { get; init; } = [];

    /// <summary>The entry's checks with their results.</summary>
    public IReadOnlyList<CheckRecord> Checks { get; init; } = [];

    public long Rows => Parts.Sum(p => p.File.Rows);

    /// <summary>An earlier attempt's files, where they hold the same; null where the parts are its own.</summary>
    public SharedFiles? Shared { get; init; }

    public long Bytes => Shared?.Files.Sum(f => f.Bytes) ?? Parts.Sum(p => p.Stored.Bytes);

    public int Files => Shared?.Files.Count ?? Parts.Count;

    /// <summary>Prefix of the files that readers are pointed at.</summary>
    public string FilesPrefix => Shared?.Prefix ?? Prefix;

    /// <summary>Values handled by their column's policy, over all parts.</summary>
    public IReadOnlyList<LossCount> Losses { get; } = LossTotals.Of(Parts);

    /// <summary>Parts into the ledger, then the manifest beside the parts.</summary>
    /// <exception cref="PlatformException">The attempt is no longer this process's.</exception>
    public async Task WriteAsync(Services services, CancellationToken cancellation)
    {
        if (!await services.Ledger.RecordAsync(Lease, Findings(), cancellation).ConfigureAwait(false))
            throw new PlatformException(Stage.Record, ExitCode.TryAgain, "another process took the run over while this one was reading", "run it again: it skips what is published") { Kind = "lease-lost" };
        await services.Faults.ReachedAsync(FlowStep.Recorded, cancellation).ConfigureAwait(false);
        await ManifestFiles.WriteAsync(services.Store, Prefix, ManifestOf.Record(this), cancellation).ConfigureAwait(false);
        await services.Faults.ReachedAsync(FlowStep.ManifestWritten, cancellation).ConfigureAwait(false);
        services.Log.Info("recorded", new EventField("files", Files), new EventField("checks", Checks.Count), new EventField("losses", Losses.Sum(l => l.Count)));
    }

    public PublishableAttempt ToPublish(Services services) => new()
    {
        Lease = Lease,
        Table = Definition(),
        Location = services.Store.Locate(FilesPrefix),
        Compression = RegistryNames.Of(Task.Entry.Compression),
        Rows = Rows,
        Bytes = Bytes,
        Files = Files,
        CapturedAt = Snapshot.CapturedAt,
        Late = Verdict.Late,
        Lsn = Snapshot.Lsn.Value,
        SnapshotId = Snapshot.Id,
        SystemIdentifier = Server.SystemIdentifier.Value,
        Group = Task.Group,
        EntryHash = Task.EntryHash,
        SchemaFingerprint = Match.Fingerprint,
        DatabaseSnapshot = RecordJson.Element(ManifestOf.Database(this)),
        Metadata = Task.Group is { } group ? RecordJson.Element(new GroupFacts(group)) : null,
    };

    private TableDefinition Definition()
    {
        var entry = Task.Entry;
        var descriptions = FileColumns.Of(entry).ToDictionary(c => c.Name, c => c.Description, StringComparer.Ordinal);
        return new TableDefinition
        {
            Identifier = Task.CatalogTable(Settings.Stack),
            Description = entry.Description,
            Format = RegistryNames.Of(entry.Format),
            Columns = [.. Match.Reads.Select(r => new CatalogColumn(CatalogNames.Column(r.Field.Name), CatalogTypes.Of(r.Field.Type, entry.Format), descriptions.GetValueOrDefault(r.Field.Name)))],
        };
    }

    private AttemptFindings Findings() => new()
    {
        Checks = Checks,
        Parts = Shared is { } shared
            ? [.. shared.Files.Select(f => new PartRecord(f.Number, shared.Prefix + f.Name, f.Bytes, f.Rows, f.RowGroups, f.ChecksumAlgorithm, f.Checksum))]
            : [.. Parts.Select((p, number) => new PartRecord(number, p.Stored.Key, p.Stored.Bytes, p.File.Rows, p.File.RowGroups, p.Stored.Checksum!.Algorithm, p.Stored.Checksum.Value))],
        Losses = [.. Losses.Select(l => new LossRecord(l.Column, LossKinds.Name(l.Kind), OnLosses.Name(l.Policy), l.Count))],
    };
}
