using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;

namespace Platform.Sources.Postgres.Targets;

/// <summary>What the target said, in the words of someone who restores into it.</summary>
internal static class TargetFailures
{
    /// <summary>Whether it is an exception of the conversation with the server.</summary>
    public static bool Is(Exception e) => e is NpgsqlException or TimeoutException or IOException;

    /// <summary>What is about no table.</summary>
    public static PlatformException Known(Exception error) => PostgresFailures.From(Stage.Restore, error) switch
    {
        { Kind: FailureKinds.PermissionDenied } denied => new PlatformException(Stage.Restore, ExitCode.Permission, denied.Message, "making tables takes CREATE on the database and on their schemas", error) { Kind = denied.Kind },
        var known => known,
    };

    public static PlatformException From(Exception error, TableName table)
    {
        var server = Server(error);
        if (server is { SqlState: var state } && state.StartsWith("23", StringComparison.Ordinal)) return Violation(server, table);
        var known = PostgresFailures.From(Stage.Restore, error);
        if (server is { SqlState: "0A000", Routine: "heap_truncate_check_FKs" }) return Referenced(table, server);
        if (server?.SqlState != "42501") return known.About(table);
        return new PlatformException(Stage.Restore, ExitCode.Permission, known.Message, "restore as the table's owner, or as a role with INSERT, SELECT and TRUNCATE on it and no triggers to hold off", error)
        { Kind = known.Kind, Table = table.ToString() };
    }

    /// <summary>Names of constraints and columns are told; the server's own message and detail quote values.</summary>
    private static PlatformException Violation(PostgresException server, TableName table)
    {
        var what = server.ConstraintName is { } name ? $"constraint {name}" : server.ColumnName is { } column ? $"NOT NULL of column {column}" : "a constraint";
        var about = server.TableName is { } other && other != table.Name ? $" of {other}" : "";
        var hint = server.SqlState switch
        {
            "23503" => "restore the tables that it refers to as well, in the same command",
            "23505" => "the target holds such a row already: --mode truncate replaces its content",
            _ => "the target's constraints have changed since the snapshot was taken: bring them in line, or restore into another table",
        };
        return new PlatformException(Stage.Restore, ExitCode.Data, $"The rows of the snapshot would violate {what}{about} ({server.SqlState}).", hint, server)
        {
            Kind = "constraint-violated",
            Table = table.ToString(),
            Column = server.ColumnName,
        };
    }

    private static PlatformException Referenced(TableName table, PostgresException server) =>
        new(Stage.Restore, ExitCode.Data, "Other tables refer to it by foreign keys, so that it cannot be emptied alone.", "restore the tables that refer to it as well, in the same command", server)
        { Kind = "table-referenced", Table = table.ToString() };

    private static PostgresException? Server(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is PostgresException server) return server;
        }

        return null;
    }
}
