using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>Why tables cannot be made: every reason at once.</summary>
internal static class RecreationFailures
{
    public static PlatformException Exists(TableName table) =>
        new(Stage.Plan, ExitCode.Data, $"{table} is there already.", "--mode truncate empties it first, replace makes it anew; or restore into another name, --into TARGET:SCHEMA.TABLE")
        { Kind = "table-exists", Table = table.ToString() };

    public static PlatformException Missing(TableName table) =>
        new(Stage.Plan, ExitCode.Data, $"{table} is not there to be replaced.", "--mode create makes it")
        { Kind = FailureKinds.TableMissing, Table = table.ToString() };

    public static PlatformException Depended(IEnumerable<TableName> tables, IEnumerable<string> dependents) =>
        new(Stage.Plan, ExitCode.Data, $"Replacing {string.Join(", ", tables)} would leave behind what refers to it:\n{string.Join('\n', dependents.Select(d => $"  {d}"))}",
            "--mode truncate keeps the table and what refers to it; or name the tables that refer to it in the same command, or drop what is listed")
        { Kind = "table-has-dependents", Table = tables.First().ToString() };

    public static PlatformException Published(TableName table, IEnumerable<string> publications) =>
        new(Stage.Plan, ExitCode.Data, $"A table that is made here would be published FOR ALL TABLES, by {string.Join(", ", publications)}: its subscribers would be sent the rows while it is made, and stop at a table that they do not have.",
            "make the table here and at the subscribers, and restore into it with --mode truncate; or make it in a database without such a publication")
        { Kind = "table-published", Table = table.ToString() };

    public static PlatformException Incomplete(IEnumerable<string> reasons, ExitCode code) =>
        new(Stage.Plan, code, $"What the snapshot's definition needs is not in the target:\n{string.Join('\n', reasons.Select(r => $"  {r}"))}",
            "make it in the target first; --partial leaves out defaults, constraints, triggers and the like that cannot be made")
        { Kind = "definition-incomplete" };

    public static PlatformException Unmakeable(TableName table, string why) =>
        new(Stage.Plan, ExitCode.Data, $"{table} cannot be made from the snapshot: {why}.", "make the table as you want it, and restore into it with --mode truncate")
        { Kind = "definition-unmakeable", Table = table.ToString() };
}
