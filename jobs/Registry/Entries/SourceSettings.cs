using Platform.Registry.Schedules;

namespace Platform.Registry.Entries;

/// <summary>One database we read: a source's <c>source.yaml</c>.</summary>
public sealed record SourceSettings
{
    /// <summary>Its folder under the registry: lower-case letters, digits and underscores, starting with a letter.</summary>
    public required string Name { get; init; }

    public Engine Engine { get; init; } = Engine.Postgres;

    public string? Owner { get; init; }

    public Guard Guard { get; init; } = EntryDefaults.Guard;

    /// <summary>Where cloud stacks place the jobs; null where the source is only read at a desk.</summary>
    public Network? Network { get; init; }

    public SourceDefaults Defaults { get; init; } = new();

    public IReadOnlyList<Group> Groups { get; init; } = [];
}

/// <summary>Where cloud stacks place the jobs of a source.</summary>
public sealed record Network(string Vpc, IReadOnlyList<string> Subnets, string SecurityGroup);

/// <summary>What entries of a source leave unsaid; null leaves it to <see cref="EntryDefaults"/>.</summary>
public sealed record SourceDefaults
{
    public Schedule? Schedule { get; init; }

    public FileFormat? Format { get; init; }

    public Compression? Compression { get; init; }

    public Keep? Keep { get; init; }
}

/// <summary>Tables whose snapshots share one database snapshot.</summary>
public sealed record Group(string Name, IReadOnlyList<TableName> Tables, Schedule Schedule);
