using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Failures;

/// <summary>What each SQLSTATE means for a run (PostgreSQL documentation, appendix A): exit code, kind, next step.</summary>
internal static class SqlStates
{
    public static (ExitCode ExitCode, string Kind, string? Hint) Classify(string sqlState, Stage stage) => sqlState switch
    {
        "28P01" => (ExitCode.Permission, FailureKinds.WrongPassword, "check user and password of the source's connection URL or secret"),
        "28000" => (ExitCode.Permission, FailureKinds.LoginRefused, "check the user, its LOGIN attribute and the server's pg_hba.conf rule for this host, database and TLS"),
        "3D000" => (ExitCode.Unavailable, "database-missing", "check the database in the connection URL"),
        "42501" => (ExitCode.Permission, FailureKinds.PermissionDenied, "grant the reading role SELECT on the table or column named, and USAGE on its schema"),
        "42P01" => (ExitCode.Data, FailureKinds.TableMissing, stage is Stage.Read or Stage.Plan
            ? "the table was dropped or renamed while it was being read; restore it, or set its entry's state to retired"
            : "check schema and table in the entry; a retired table needs state: retired"),
        "3F000" => (ExitCode.Data, "schema-missing", "check the schema in the entry"),
        "42703" => (ExitCode.Data, "column-missing", "the column was dropped or renamed; bring the entry's columns up to date"),
        "42704" => (ExitCode.Data, "object-missing", "a type or object the entry names is not in this database"),
        "42601" => (ExitCode.Data, "sql-refused", "check the SQL written in the entry: its filter and its checks"),
        "40001" or "40P01" => (ExitCode.TryAgain, "replica-conflict", "try again; on a standby, recovery removed rows or took locks that the snapshot needs"),
        "57014" => (ExitCode.TryAgain, "statement-cancelled", "a statement timeout or a cancel request ended it; raise guard.statement_timeout of the source or read when it is quieter"),
        "25P03" or "25P04" or "57P05" => (ExitCode.TryAgain, "session-timeout", "the server's idle or transaction timeout ended the session; raise guard.max_snapshot_age of the source"),
        // The only state that time alone does not bring about, and that a plan meets: REFRESH ... WITH NO DATA, or never refreshed.
        "55000" when stage is Stage.Plan => (ExitCode.Data, "not-populated", "fill the materialized view with REFRESH MATERIALIZED VIEW before it is read; where it is none, read the server's log"),
        "55P03" => (ExitCode.TryAgain, FailureKinds.LockTimeout, "another session holds a lock on the table; try again when it is done"),
        "57P01" or "57P02" or "57P03" => (ExitCode.TryAgain, "server-restarting", "the server was shutting down, restarting or starting up; try again"),
        "57P04" => (ExitCode.Unavailable, "database-dropped", "the database was dropped while it was being read"),
        "53300" => (ExitCode.TryAgain, FailureKinds.TooManyConnections, "the server or role has no connection left; lower guard.connections or raise the limit"),
        "53100" or "53200" or "53000" or "53400" => (ExitCode.TryAgain, "server-out-of-resources", "the server ran out of disk, memory or a configured limit; read its log"),
        "22023" when stage is Stage.Connect => (ExitCode.Configuration, "startup-refused", "check options and application_name in the connection URL"),
        "22021" or "22P05" => (ExitCode.Data, "text-not-utf8", "a text is not valid in UTF8, as a database in SQL_ASCII allows; say on_loss: null or text for its column in the entry, correct it in the source, or read it through a view that converts it"),
        "0A000" => (ExitCode.Data, "not-supported", "this server does not support what was asked; check its version and kind"),
        "XX001" or "XX002" => (ExitCode.Data, "source-corrupt", "the server found its own data corrupt; a snapshot cannot be trusted until it is repaired"),
        _ => sqlState.Length < 2 ? (ExitCode.Data, "sql-error", null) : sqlState[..2] switch
        {
            "08" => (ExitCode.TryAgain, "connection-lost", "try again; if it lasts, check the network and any pooler between the job and the server"),
            "28" => (ExitCode.Permission, FailureKinds.LoginRefused, "check user, password and pg_hba.conf"),
            "53" or "57" or "58" or "55" => (ExitCode.TryAgain, "server-unavailable", "try again; if it lasts, read the server's log"),
            "40" => (ExitCode.TryAgain, "transaction-rolled-back", "try again"),
            "22" => (ExitCode.Data, "value-refused", "the server could not evaluate the query for a value in the table; check the entry's filter and expressions"),
            "XX" => (ExitCode.TryAgain, "server-internal-error", "read the server's log"),
            _ => (ExitCode.Data, "sql-error", null),
        },
    };

    /// <summary>Data exceptions and constraint violations quote the offending value in the primary message ("invalid input syntax for type integer: ...").</summary>
    public static bool MessageQuotesValues(string sqlState) =>
        sqlState.StartsWith("22", StringComparison.Ordinal) || sqlState.StartsWith("23", StringComparison.Ordinal)
        || sqlState.StartsWith("P0", StringComparison.Ordinal) || sqlState == "38000";

    public static string ClassName(string sqlState) => sqlState switch
    {
        "22P02" => "a value's text form is invalid",
        "22003" => "a numeric value is out of range",
        "22012" => "division by zero",
        "22021" or "22P05" => "a character cannot be represented in UTF8",
        "22008" => "a date or time is out of range",
        _ => sqlState[..2] switch
        {
            "22" => "a value cannot be processed",
            "23" => "a constraint was violated",
            _ => "a function raised an error",
        },
    };
}
