using System.Text;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Platform.Registry.Schedules;
using Platform.Registry.Types;
using Platform.Registry.Writing;

namespace Platform.Registry.Tests.Writing;

/// <summary>Random entries whose every text tries to be something else to YAML.</summary>
internal static class HostileEntries
{
    private static readonly string[] Fragments =
    [
        "no", "yes", "null", "~", "1e3", "0o7", ".inf", "a", "B", ":", ": ", " #", "#", "- ", "?", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`",
        "\n", "\r", "\t", " ", "\\", "\\n", "é", "ß", "İ", "订单", "\U0001F600", "\u0085", "\u2028", "\u2029", "\uFEFF", "\u0007", "\u200B", "\uE000", "\uFFFD", "---", "...", "<<", ".", "/", "=", "$", "\u0301",
    ];

    public static EntryFile Next(Random random)
    {
        var columns = new List<EntryColumn>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var name = Text(random);
            if (seen.Add(CatalogNames.Column(name))) columns.Add(Column(random, name));
        }
        Assert.True(Schedule.TryCron("15 6 * * MON-FRI", "Europe/Paris", out var cron, out _));
        return new EntryFile
        {
            Table = new TableName(Text(random), Text(random)),
            State = Maybe(random, EntryState.Paused),
            Version = Maybe(random, random.Next(1, 5)),
            Owner = random.Next(2) == 0 ? null : Text(random),
            Description = random.Next(2) == 0 ? null : Text(random),
            Key = random.Next(2) == 0 ? null : [columns[0].Name],
            Schedule = random.Next(3) switch { 0 => null, 1 => Schedule.Daily, _ => cron },
            MaxLateness = Maybe(random, TimeSpan.FromSeconds(random.Next(60, 1_000_000))),
            Filter = random.Next(2) == 0 ? null : Text(random),
            Columns = columns,
            Strict = Maybe(random, true),
            Checks = random.Next(2) == 0 ? null :
            [
                new Check.Unique([columns[0].Name]) { Severity = CheckSeverity.Warn },
                new Check.Accepted(columns[0].Name, [Text(random), Text(random)]),
                new Check.Range(columns[0].Name, Text(random), null),
                new Check.RowCountChange(12.5m, 3),
                new Check.Fresh(columns[0].Name, TimeSpan.FromHours(2)),
                new Check.Sql(Text(random)),
            ],
            Compression = Maybe(random, Compression.None),
            RowGroup = random.Next(2) == 0 ? null : new RowGroup(random.Next(1, 1 << 24), random.NextInt64(1 << 20, 1 << 30)),
            MaxValueBytes = Maybe(random, random.NextInt64(1, 1 << 30)),
            Keep = random.Next(2) == 0 ? null : new Keep(TimeSpan.FromHours(random.Next(1, 10_000)), null, TimeSpan.FromDays(366)),
            Resources = random.Next(2) == 0 ? null : new Resources(0.25m, 3L << 30, TimeSpan.FromSeconds(61)),
            Outputs = random.Next(2) == 0 ? null : [new Output("backup", FileFormat.Avro, Compression.Gzip)],
            Tags = random.Next(2) == 0 ? null : new SortedDictionary<string, string>(StringComparer.Ordinal) { ["no"] = "1e3", ["a:b"] = "yes" },
        };
    }

    public static EntryComments Comments(Random random, EntryFile file) => new()
    {
        Header = Text(random),
        Keys = new Dictionary<string, string> { ["table"] = Text(random), ["columns"] = Text(random) },
        Columns = file.Columns.ToDictionary(column => column.Name, _ => Text(random)),
    };

    public static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 7); i > 0; i--) text.Append(Fragments[random.Next(Fragments.Length)]);
        return text.ToString();
    }

    /// <summary>Any column of the name that the grammar's rules allow.</summary>
    private static EntryColumn Column(Random random, string name)
    {
        EntryColumn column;
        do column = AnyColumn(random, name);
        while (TypeTable.Find(column) is not { Resolved: true } found || Losses.Problem(column, found.Type) is not null || column is { Mask: Mask.Null, Nullable: false });
        return column;
    }

    private static EntryColumn AnyColumn(Random random, string name) => new()
    {
        Name = name,
        Type = random.Next(3) switch { 0 => "numeric(12,2)", 1 => "text[]", _ => "\"Odd \"\"type\"" },
        As = random.Next(2) == 0 ? null : "text",
        OnLoss = (OnLoss)random.Next(4),
        Mask = random.Next(2) == 0 ? null : (Mask)random.Next(5),
        Pii = random.Next(2) == 0,
        Nullable = random.Next(2) == 0,
        Description = random.Next(2) == 0 ? null : Text(random),
    };

    private static T? Maybe<T>(Random random, T value)
        where T : struct => random.Next(2) == 0 ? null : value;
}
