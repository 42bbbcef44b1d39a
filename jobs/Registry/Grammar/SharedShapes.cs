using Platform.Registry.Entries;
using Platform.Registry.Grammar.Shapes;

namespace Platform.Registry.Grammar;

/// <summary>Shapes that a table's file and a source's file share.</summary>
internal static class SharedShapes
{
    public static ScheduleShape Schedule { get; } = new();

    public static TextShape Owner { get; } = new("the name of a team", 200);

    /// <summary>Whole hours, as snapshots are; retention is thinned by the hour, the day and the month.</summary>
    public static MappingShape<Keep> Keep { get; } = new("keep", () => new Keep(null, null, null),
    [
        new Key<Keep, TimeSpan>("hourly", "How long every snapshot is kept.", KeepFor("72h"), (keep, age) => keep with { Hourly = age }, keep => keep.Hourly),
        new Key<Keep, TimeSpan>("daily", "How long the first snapshot of each day is kept.", KeepFor("90d"), (keep, age) => keep with { Daily = age }, keep => keep.Daily),
        new Key<Keep, TimeSpan>("monthly", "How long the first snapshot of each month is kept.", KeepFor("7y"), (keep, age) => keep with { Monthly = age }, keep => keep.Monthly),
    ]);

    private static DurationShape KeepFor(string example) => new(example, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
}
