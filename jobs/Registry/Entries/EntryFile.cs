using Platform.Registry.Schedules;

namespace Platform.Registry.Entries;

/// <summary>A registry file as it is written: null where it says nothing and its source, or <see cref="EntryDefaults"/>, decides.</summary>
public sealed record EntryFile
{
    public required TableName Table { get; init; }

    public EntryState? State { get; init; }

    public int? Version { get; init; }

    public string? Owner { get; init; }

    public string? Description { get; init; }

    public SnapshotMode? Mode { get; init; }

    public IReadOnlyList<string>? Key { get; init; }

    public Schedule? Schedule { get; init; }

    public TimeSpan? MaxLateness { get; init; }

    public string? Filter { get; init; }

    public required IReadOnlyList<EntryColumn> Columns { get; init; }

    public bool? Strict { get; init; }

    public IReadOnlyList<Check>? Checks { get; init; }

    public bool? VerifyInAthena { get; init; }

    public FileFormat? Format { get; init; }

    public Compression? Compression { get; init; }

    public RowGroup? RowGroup { get; init; }

    public int? Parallel { get; init; }

    public long? MaxValueBytes { get; init; }

    public Keep? Keep { get; init; }

    public StoragePolicy? Storage { get; init; }

    public bool? Dedupe { get; init; }

    public IReadOnlyList<Output>? Outputs { get; init; }

    public IReadOnlyList<string>? Readers { get; init; }

    public Resources? Resources { get; init; }

    public Expect? Expect { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The whole entry: what the file says, else the table's group (its schedule), the source's defaults, the defaults of all.</summary>
    public Entry Merge(SourceSettings source)
    {
        var defaults = source.Defaults;
        var group = source.Groups.FirstOrDefault(group => group.Tables.Contains(Table));
        var schedule = Schedule ?? group?.Schedule ?? defaults.Schedule ?? Schedules.Schedule.Hourly;
        return new Entry
        {
            Source = source.Name,
            Table = Table,
            State = State ?? EntryState.Active,
            Version = Version ?? 1,
            Owner = Owner ?? source.Owner,
            Description = Description,
            Mode = Mode ?? SnapshotMode.Full,
            Key = Key ?? [],
            Schedule = schedule,
            MaxLateness = MaxLateness ?? EntryDefaults.MaxLateness(schedule),
            Filter = Filter,
            Columns = Columns,
            Strict = Strict ?? false,
            Checks = Checks ?? [],
            VerifyInAthena = VerifyInAthena ?? false,
            Format = Format ?? defaults.Format ?? FileFormat.Parquet,
            Compression = Compression ?? defaults.Compression ?? Entries.Compression.Zstd,
            RowGroup = RowGroup ?? EntryDefaults.RowGroup,
            Parallel = Parallel ?? Math.Clamp(source.Guard.Streams, 1, EntryDefaults.Parallel),
            MaxValueBytes = MaxValueBytes ?? EntryDefaults.MaxValueBytes,
            Keep = Keep ?? defaults.Keep ?? EntryDefaults.Keep,
            Storage = Storage ?? new StoragePolicy(),
            Dedupe = Dedupe ?? false,
            Outputs = Outputs ?? [],
            Readers = Readers ?? [],
            Resources = Resources ?? EntryDefaults.Resources,
            Expect = Expect,
            Tags = Tags ?? new SortedDictionary<string, string>(StringComparer.Ordinal),
        };
    }
}
