using Platform.Registry.Entries;
using Platform.Registry.Grammar.Shapes;
using Platform.Registry.Schedules;

namespace Platform.Registry.Grammar;

/// <summary>The keys of a table's file, in the order in which they are written: the one description behind reader, writer, messages and JSON Schema.</summary>
internal static class TableGrammar
{
    /// <summary>Glue's limit for a description.</summary>
    private const int MaxDescription = 2048;

    /// <summary>One output file is bounded by memory: at most 16,777,216 rows and 1 GiB a row group.</summary>
    private static readonly MappingShape<RowGroup> RowGroup = new("row_group", () => EntryDefaults.RowGroup,
    [
        new Key<RowGroup, long>("rows", "Rows at which a row group ends.", new IntegerShape(1, 1 << 24), (group, rows) => group with { Rows = (int)rows }, group => (long)group.Rows),
        new Key<RowGroup, long>("bytes", "Bytes of column data at which a row group ends.", new SizeShape("64MiB", 1L << 20, 1L << 30), (group, bytes) => group with { Bytes = bytes }, group => group.Bytes),
    ]);

    /// <summary>S3 moves no object to infrequent access before 30 days.</summary>
    private static readonly MappingShape<StoragePolicy> Storage = new("storage", () => new StoragePolicy(),
    [
        new Key<StoragePolicy, TimeSpan>("infrequent_access", "Age at which objects move to infrequent access.",
            new DurationShape("30d", TimeSpan.FromDays(30), TimeSpan.FromDays(1)), (policy, age) => policy with { InfrequentAccess = age }, policy => policy.InfrequentAccess),
    ]);

    private static readonly MappingShape<Output> Output = new("an output", () => new Output("", FileFormat.Parquet, Compression.Zstd),
    [
        new Key<Output, string>("name", "Part of the object layout; main is the table's own.", new TextShape(Patterns.NameExpected) { Pattern = Patterns.Name },
            (output, name) => output with { Name = name }, output => output.Name) { Required = true },
        new Key<Output, FileFormat>("format", "The output's file format.", Choices.Format, (output, format) => output with { Format = format }, output => output.Format),
        new Key<Output, Compression>("compression", "The output's compression.", Choices.Compression, (output, compression) => output with { Compression = compression }, output => output.Compression),
    ]);

    /// <summary>Sizes that Fargate offers lie within these bounds; Batch ends no job before 60 seconds.</summary>
    private static readonly MappingShape<Resources> Resources = new("resources", () => EntryDefaults.Resources,
    [
        new Key<Resources, decimal>("vcpu", "Virtual CPUs.", new NumberShape("a number", 0.25m, 16), (size, vcpu) => size with { Vcpu = vcpu }, size => size.Vcpu),
        new Key<Resources, long>("memory", "Memory of the container.", new SizeShape("2GiB", 512L << 20, 120L << 30), (size, memory) => size with { Memory = memory }, size => size.Memory),
        new Key<Resources, TimeSpan>("timeout", "Wall time after which the job is ended.", new DurationShape("55m", TimeSpan.FromSeconds(60)), (size, timeout) => size with { Timeout = timeout }, size => size.Timeout),
    ]);

    private static readonly MappingShape<Expect> Expect = new("expect", () => new Expect(null, null),
    [
        new Key<Expect, long>("rows", "Rows expected in a snapshot.", new IntegerShape(0, long.MaxValue), (expect, rows) => expect with { Rows = rows }, expect => expect.Rows),
        new Key<Expect, long>("bytes", "Bytes expected in a snapshot's files.", new SizeShape("2GiB"), (expect, bytes) => expect with { Bytes = bytes }, expect => expect.Bytes),
    ]);

    public static ListShape<EntryColumn> Columns { get; } = new("columns", ColumnGrammar.Shape, 1);

    public static MappingShape<EntryFile> Shape { get; } = new("a table", () => new EntryFile { Table = default, Columns = [] },
    [
        new Key<EntryFile, TableName>("table", "The table, schema.table; the file is named after it.", new TableNameShape(), (e, v) => e with { Table = v }, e => e.Table) { Required = true },
        new Key<EntryFile, EntryState>("state", "active; paused: schedule and alarms off; retired: the job is gone, data, catalog and readers stay.", Choices.State, (e, v) => e with { State = v }, e => e.State),
        new Key<EntryFile, long>("version", "Raised for an incompatible change: a new catalog table beside the old.", new IntegerShape(1, 999), (e, v) => e with { Version = (int)v }, e => (long?)e.Version),
        new Key<EntryFile, string>("owner", "The team to ask; the source's where it is left out.", SharedShapes.Owner, (e, v) => e with { Owner = v }, e => e.Owner),
        new Key<EntryFile, string>("description", "What one row is; the table's description in the catalog.", new TextShape("text", MaxDescription), (e, v) => e with { Description = v }, e => e.Description),
        new Key<EntryFile, SnapshotMode>("mode", "How much of the table a snapshot reads.", Choices.Mode, (e, v) => e with { Mode = v }, e => e.Mode),
        new Key<EntryFile, IReadOnlyList<string>>("key", "The columns that identify a row.", new ListShape<string>("columns", new TextShape("a column")), (e, v) => e with { Key = v }, e => e.Key),
        new Key<EntryFile, Schedule>("schedule", "When the table is snapshotted, at most once per UTC hour.", SharedShapes.Schedule, (e, v) => e with { Schedule = v }, e => e.Schedule),
        new Key<EntryFile, TimeSpan>("max_lateness", "A run later than this after its snapshot time refuses; one period by default.", new DurationShape("1h", TimeSpan.FromMinutes(1)), (e, v) => e with { MaxLateness = v }, e => e.MaxLateness),
        new Key<EntryFile, string>("filter", "An SQL predicate: only rows for which it is true are read.", new TextShape("an SQL predicate"), (e, v) => e with { Filter = v }, e => e.Filter),
        new Key<EntryFile, IReadOnlyList<EntryColumn>>("columns", "The columns, in the order in which files hold them.", Columns, (e, v) => e with { Columns = v }, e => e.Columns) { Required = true },
        new Key<EntryFile, bool>("strict", "True: any loss refuses to publish.", new BooleanShape(), (e, v) => e with { Strict = v }, e => e.Strict),
        new Key<EntryFile, IReadOnlyList<Check>>("checks", "What must hold before a snapshot is published.", new ListShape<Check>("checks", CheckGrammar.Shape), (e, v) => e with { Checks = v }, e => e.Checks),
        new Key<EntryFile, bool>("verify", "athena: after publishing on AWS, rows and keys are counted by a query and compared with the ledger.", Choices.VerifyInAthena, (e, v) => e with { VerifyInAthena = v }, e => e.VerifyInAthena),
        new Key<EntryFile, FileFormat>("format", "The file format.", Choices.Format, (e, v) => e with { Format = v }, e => e.Format),
        new Key<EntryFile, Compression>("compression", "The compression.", Choices.Compression, (e, v) => e with { Compression = v }, e => e.Compression),
        new Key<EntryFile, RowGroup>("row_group", "Where a row group ends: at whichever bound is met first.", RowGroup, (e, v) => e with { RowGroup = v }, e => e.RowGroup),
        new Key<EntryFile, long>("parallel", "Streams that read the table at the same time.", new IntegerShape(1, 64), (e, v) => e with { Parallel = (int)v }, e => (long?)e.Parallel),
        new Key<EntryFile, long>("max_value_bytes", "A longer value refuses the run.", new SizeShape("64MiB", 1, 1L << 30), (e, v) => e with { MaxValueBytes = v }, e => e.MaxValueBytes),
        new Key<EntryFile, Keep>("keep", "How long snapshots are kept; replaces the source's keep as a whole.", SharedShapes.Keep, (e, v) => e with { Keep = v }, e => e.Keep),
        new Key<EntryFile, StoragePolicy>("storage", "Where objects live as they age.", Storage, (e, v) => e with { Storage = v }, e => e.Storage),
        new Key<EntryFile, bool>("dedupe", "True: an unchanged snapshot points at the previous one's files.", new BooleanShape(), (e, v) => e with { Dedupe = v }, e => e.Dedupe),
        new Key<EntryFile, IReadOnlyList<Output>>("outputs", "Further outputs from one read.", new ListShape<Output>("outputs", Output), (e, v) => e with { Outputs = v }, e => e.Outputs),
        new Key<EntryFile, IReadOnlyList<string>>("readers", "ARNs of the roles that may read the table.", new ListShape<string>("role ARNs", new TextShape("a role ARN such as arn:aws:iam::123456789012:role/analyst") { Pattern = Patterns.RoleArn }), (e, v) => e with { Readers = v }, e => e.Readers),
        new Key<EntryFile, Resources>("resources", "The size of the job.", Resources, (e, v) => e with { Resources = v }, e => e.Resources),
        new Key<EntryFile, Expect>("expect", "What a snapshot's size should be about.", Expect, (e, v) => e with { Expect = v }, e => e.Expect),
        new Key<EntryFile, IReadOnlyDictionary<string, string>>("tags", "Tags of the table's cloud resources.", new DictionaryShape<string>("tags", "a tag key of at most 128 letters, digits, spaces and + = . _ : / @ -, not starting with aws:", Patterns.TagKey, new TextShape("a tag value of at most 256 letters, digits, spaces and + = . _ : / @ -") { Pattern = Patterns.TagValue }), (e, v) => e with { Tags = v }, e => e.Tags),
    ]);
}
