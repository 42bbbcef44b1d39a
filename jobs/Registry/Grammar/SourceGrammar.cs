using Platform.Registry.Entries;
using Platform.Registry.Grammar.Shapes;
using Platform.Registry.Schedules;

namespace Platform.Registry.Grammar;

/// <summary>The keys of <c>source.yaml</c>.</summary>
internal static class SourceGrammar
{
    private static readonly MappingShape<Guard> Guard = new("guard", () => EntryDefaults.Guard,
    [
        new Key<Guard, long>("connections", "Connections of all runs together: each takes two and one per stream.", new IntegerShape(3, 1000), (g, v) => g with { Connections = (int)v }, g => (long)g.Connections),
        new Key<Guard, TimeSpan>("max_snapshot_age", "A database snapshot held longer is given up.", new DurationShape("30m"), (g, v) => g with { MaxSnapshotAge = v }, g => g.MaxSnapshotAge),
        new Key<Guard, TimeSpan>("max_replica_lag", "A replica further behind is not read.", new DurationShape("5m"), (g, v) => g with { MaxReplicaLag = v }, g => g.MaxReplicaLag),
        new Key<Guard, TimeSpan>("statement_timeout", "The server ends a longer statement.", new DurationShape("30m"), (g, v) => g with { StatementTimeout = v }, g => g.StatementTimeout),
    ]);

    /// <summary>Also of a stack that places the jobs elsewhere.</summary>
    public static MappingShape<Network> Network { get; } = new("network", () => new Network("", [], ""),
    [
        new Key<Network, string>("vpc", "The VPC of the jobs.", new TextShape("a VPC id such as vpc-0a1", 200), (n, v) => n with { Vpc = v }, n => n.Vpc) { Required = true },
        new Key<Network, IReadOnlyList<string>>("subnets", "The subnets of the jobs.", new ListShape<string>("subnets", new TextShape("a subnet id such as subnet-1", 200), 1), (n, v) => n with { Subnets = v }, n => n.Subnets) { Required = true },
        new Key<Network, string>("security_group", "The database's security group.", new TextShape("a security group id such as sg-1", 200), (n, v) => n with { SecurityGroup = v }, n => n.SecurityGroup) { Required = true },
    ]);

    private static readonly MappingShape<SourceDefaults> Defaults = new("defaults", () => new SourceDefaults(),
    [
        new Key<SourceDefaults, Schedule>("schedule", "When tables are snapshotted.", SharedShapes.Schedule, (d, v) => d with { Schedule = v }, d => d.Schedule),
        new Key<SourceDefaults, FileFormat>("format", "The file format.", Choices.Format, (d, v) => d with { Format = v }, d => d.Format),
        new Key<SourceDefaults, Compression>("compression", "The compression.", Choices.Compression, (d, v) => d with { Compression = v }, d => d.Compression),
        new Key<SourceDefaults, Keep>("keep", "How long snapshots are kept.", SharedShapes.Keep, (d, v) => d with { Keep = v }, d => d.Keep),
    ]);

    private static readonly MappingShape<Group> Group = new("a group", () => new Group("", [], Schedule.Hourly),
    [
        new Key<Group, IReadOnlyList<TableName>>("tables", "Registered tables of this source.", new ListShape<TableName>("tables", new TableNameShape(), 1), (g, v) => g with { Tables = v }, g => g.Tables) { Required = true },
        new Key<Group, Schedule>("schedule", "When the group is snapshotted.", SharedShapes.Schedule, (g, v) => g with { Schedule = v }, g => g.Schedule) { Required = true },
    ]);

    public static MappingShape<SourceSettings> Shape { get; } = new("a source", () => new SourceSettings { Name = "" },
    [
        new Key<SourceSettings, Engine>("engine", "The kind of database.", Choices.Engine, (s, v) => s with { Engine = v }, s => s.Engine) { Required = true },
        new Key<SourceSettings, string>("owner", "The team to ask.", SharedShapes.Owner, (s, v) => s with { Owner = v }, s => s.Owner),
        new Key<SourceSettings, Guard>("guard", "How the source is protected from its readers.", Guard, (s, v) => s with { Guard = v }, s => s.Guard),
        new Key<SourceSettings, Network>("network", "Where cloud stacks place the jobs.", Network, (s, v) => s with { Network = v }, s => s.Network),
        new Key<SourceSettings, SourceDefaults>("defaults", "What tables of this source leave unsaid.", Defaults, (s, v) => s with { Defaults = v }, s => s.Defaults),
        new Key<SourceSettings, IReadOnlyDictionary<string, Group>>("groups", "Tables whose snapshots share one database snapshot.",
            new DictionaryShape<Group>("groups", Patterns.NameExpected, Patterns.Name, Group),
            (s, v) => s with { Groups = [.. v.Select(pair => pair.Value with { Name = pair.Key })] },
            s => s.Groups.Count == 0 ? null : new SortedDictionary<string, Group>(s.Groups.ToDictionary(group => group.Name), StringComparer.Ordinal)),
    ]);
}
