using System.Text.Json.Serialization;
using Platform.Registry.Layout;
using Platform.Registry.Schedules;

namespace Platform.Registry.Entries;

/// <summary>
/// The contract for one table: one registry file with its source's defaults merged in. Validated: whoever holds an entry need not
/// check it again.
/// </summary>
public sealed record Entry
{
    /// <summary>The source's name: its folder under the registry.</summary>
    public required string Source { get; init; }

    public required TableName Table { get; init; }

    public EntryState State { get; init; } = EntryState.Active;

    /// <summary>1 or more; raised for an incompatible change.</summary>
    public int Version { get; init; } = 1;

    public string? Owner { get; init; }

    public string? Description { get; init; }

    public SnapshotMode Mode { get; init; } = SnapshotMode.Full;

    /// <summary>The columns that identify a row; empty where the table has no key.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    public Schedule Schedule { get; init; } = Schedule.Hourly;

    /// <summary>A run later than this after its snapshot time refuses with 65; one period unless the file says otherwise.</summary>
    public TimeSpan MaxLateness { get; init; } = EntryDefaults.MaxLateness(Schedule.Hourly);

    /// <summary>An SQL predicate over the table's columns; null reads all rows.</summary>
    public string? Filter { get; init; }

    public required IReadOnlyList<EntryColumn> Columns { get; init; }

    /// <summary>Any loss refuses to publish.</summary>
    public bool Strict { get; init; }

    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>After publishing, rows and keys are counted through Athena. Left out of the document where it is off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool VerifyInAthena { get; init; }

    public FileFormat Format { get; init; } = FileFormat.Parquet;

    public Compression Compression { get; init; } = Compression.Zstd;

    public RowGroup RowGroup { get; init; } = EntryDefaults.RowGroup;

    /// <summary>Streams that read the table at the same time, 1..64.</summary>
    public int Parallel { get; init; } = EntryDefaults.Parallel;

    /// <summary>A longer value refuses the run, in bytes.</summary>
    public long MaxValueBytes { get; init; } = EntryDefaults.MaxValueBytes;

    public Keep Keep { get; init; } = EntryDefaults.Keep;

    public StoragePolicy Storage { get; init; } = new();

    /// <summary>An unchanged snapshot points at the previous one's files.</summary>
    public bool Dedupe { get; init; }

    /// <summary>Further outputs from one read; the first, <c>main</c>, is not among them.</summary>
    public IReadOnlyList<Output> Outputs { get; init; } = [];

    /// <summary>Which of the table's outputs this is the entry of: <c>main</c>, unless it comes from <see cref="EachOutput"/>.</summary>
    [JsonIgnore]
    public string OutputName { get; init; } = ObjectLayout.MainOutput;

    /// <summary>ARNs of the roles that may read the table.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];

    public Resources Resources { get; init; } = EntryDefaults.Resources;

    /// <summary>What the author expects of the table's size; null where nothing is said.</summary>
    public Expect? Expect { get; init; }

    /// <summary>Cost allocation and ownership tags, in ordinal order of their keys.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = SortedDictionary.Empty;

    /// <summary>The table within its source, such as <c>public.orders</c>; another output than its first is <c>public.orders@NAME</c>.</summary>
    [JsonIgnore]
    public string Name => RegistryNames.OfOutput(Table.ToString(), OutputName);

    /// <summary>Source and name, such as <c>shop/public.orders</c>: how people name the entry.</summary>
    [JsonIgnore]
    public string FullName => $"{Source}/{Name}";

    /// <summary>One entry per output, each with that output's format and compression: <c>main</c>, then the others by name, which have no checks, as those are of the rows and made once. Runs are claimed in this order.</summary>
    public IReadOnlyList<Entry> EachOutput() => Outputs.Count == 0
        ? [this]
        :
        [
            this with { Outputs = [] },
            .. Outputs.OrderBy(output => output.Name, StringComparer.Ordinal)
                .Select(output => this with { OutputName = output.Name, Format = output.Format, Compression = output.Compression, Outputs = [], Checks = [] }),
        ];

    private static class SortedDictionary
    {
        public static readonly IReadOnlyDictionary<string, string> Empty = new SortedDictionary<string, string>(StringComparer.Ordinal);
    }
}
