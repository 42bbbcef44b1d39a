using System.Globalization;
using Platform.Columns.Proof;
using Platform.Lake.Manifest;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Losses;

namespace Platform.Snapshot.Recording;

/// <summary>The manifest of an attempt.</summary>
internal static class ManifestOf
{
    public static SnapshotManifest Record(AttemptRecord record)
    {
        var entry = record.Task.Entry;
        return new SnapshotManifest
        {
            Identity = new ManifestIdentity
            {
                Stack = record.Settings.Stack,
                Source = entry.Source,
                Schema = entry.Table.Schema,
                Table = entry.Table.Name,
                Output = record.Task.Key.Output,
                SnapshotTime = record.Task.Time.Value,
                Attempt = record.Attempt.ToString(),
                Run = record.Lease.RunId,
                Group = record.Task.Group,
            },
            EntryHash = record.Task.EntryHash,
            CapturedAt = record.Snapshot.CapturedAt,
            LatenessSeconds = record.Verdict.Lateness.TotalSeconds,
            Late = record.Verdict.Late,
            Database = Database(record),
            Format = RegistryNames.Of(entry.Format),
            Compression = RegistryNames.Of(entry.Compression),
            Columns = Columns(record),
            SchemaFingerprint = record.Match.Fingerprint,
            Files = record.Shared?.Files ?? [.. record.Parts.Select((p, number) => new ManifestFile
            {
                Number = number,
                Name = p.Name,
                Bytes = p.Stored.Bytes,
                ChecksumAlgorithm = p.Stored.Checksum!.Algorithm,
                Checksum = p.Stored.Checksum.Value,
                Rows = p.File.Rows,
                RowGroups = p.File.RowGroups,
                Proof = Proof(p.Read),
            })],
            FilesAt = record.Shared?.Prefix,
            Rows = record.Rows,
            Bytes = record.Bytes,
            Proof = Proof(record.Proof),
            Losses = [.. record.Losses.Select(l => new ManifestLoss(l.Column, LossKinds.Name(l.Kind), OnLosses.Name(l.Policy), l.Count))],
            Ddl = record.Ddl.ToJson(),
            Filter = entry.Filter,
            WrittenBy = $"platform {ProgramVersion.Text}",
        };
    }

    public static IReadOnlyList<ManifestColumn> Columns(AttemptRecord record) => [.. record.Match.Reads.Select(r => Column(record, r))];

    public static ManifestDatabase Database(AttemptRecord record) => new()
    {
        Engine = "postgres",
        ServerVersion = record.Server.VersionText,
        SystemIdentifier = record.Server.SystemIdentifier.Value,
        Lsn = record.Snapshot.Lsn.Value,
        LsnObtained = record.Snapshot.Lsn.Obtained,
        Xmin = record.Snapshot.Xmin.Value,
        SnapshotId = record.Snapshot.Id,
    };

    public static ManifestProof Proof(TableProof proof) => new()
    {
        Version = proof.Version,
        Rows = proof.Rows,
        RowHash = Hash(proof.RowSum),
        Columns = [.. proof.Columns.Select(c => new ManifestColumnProof(c.Name, c.Present, Hash(c.Sum)))],
    };

    private static ManifestColumn Column(AttemptRecord record, ColumnRead read)
    {
        var column = record.Task.Entry.Columns.First(c => c.Name == read.Source);
        var isRaw = read.Field.Name != read.Source;
        return new ManifestColumn
        {
            Name = read.Field.Name,
            SourceType = record.Live.Find(read.Source)!.Type.Text,
            LakeType = read.Field.Type.CatalogType,
            Nullable = read.Field.Nullable,
            RawOf = isRaw ? read.Source : null,
            As = isRaw ? null : column.As,
            Fields = isRaw ? null : Fields(column.Fields),
            OnLoss = isRaw || column.OnLoss == OnLoss.Fail ? null : OnLosses.Name(column.OnLoss),
            Mask = column.Mask?.ToString().ToLowerInvariant(),
            Pii = column.Pii,
            Description = isRaw ? null : column.Description,
        };
    }

    private static ManifestField[]? Fields(IReadOnlyList<EntryColumn>? fields) =>
        fields is null ? null : [.. fields.Select(f => new ManifestField(f.Name, f.Type, f.As, Fields(f.Fields)))];

    private static string Hash(long sum) => ((ulong)sum).ToString("x16", CultureInfo.InvariantCulture);
}
