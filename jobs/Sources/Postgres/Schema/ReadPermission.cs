using Platform.Registry.Failures;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Schema;

/// <summary>Refuses what the role may not read, naming the statement that would allow it.</summary>
public static class ReadPermission
{
    /// <param name="table">The live table.</param>
    /// <param name="columns">The columns to be read.</param>
    /// <exception cref="PlatformException">Permission: USAGE on the schema or SELECT on a column is missing, or a policy would filter rows.</exception>
    public static void Check(LiveTable table, IEnumerable<LiveColumn> columns)
    {
        var role = Identifier.Quote(table.Role);
        if (!table.SchemaUsable)
        {
            throw Failure(table, $"The role {table.Role} may not use the schema {table.Name.Schema}.",
                $"run: GRANT USAGE ON SCHEMA {Identifier.Quote(table.Name.Schema)} TO {role};");
        }

        var denied = columns.Where(c => !c.Readable).Select(c => c.Name).ToList();
        if (denied.Count > 0)
        {
            var what = denied.Count == table.Columns.Count ? "" : $" ({string.Join(", ", denied.Select(Identifier.Quote))})";
            var named = denied.Count == 1 ? $"column {denied[0]}" : $"columns {string.Join(", ", denied)}";
            throw Failure(table, $"The role {table.Role} may not read {named} of {table.Name}.",
                $"run: GRANT SELECT{what} ON {Identifier.Quote(table.Name)} TO {role};", denied.Count == 1 ? denied[0] : null);
        }

        if (table.RowSecurityFilters)
        {
            throw new PlatformException(Stage.Schema, ExitCode.Permission,
                $"Row-level security would hide rows of {table.Name} from the role {table.Role}.",
                $"run: ALTER ROLE {role} BYPASSRLS; a snapshot never holds a part of a table unremarked")
            {
                Kind = "row-security",
                Table = table.Name.ToString(),
            };
        }
    }

    private static PlatformException Failure(LiveTable table, string message, string hint, string? column = null) =>
        new(Stage.Schema, ExitCode.Permission, message, hint) { Kind = FailureKinds.PermissionDenied, Table = table.Name.ToString(), Column = column };
}
