using System.Globalization;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Session;

/// <summary>
/// The settings every session of a run pins, so that no default of server, database or role can change a byte of output. They are set by
/// statements after the start of the session: poolers refuse or drop most of them as startup parameters.
/// </summary>
public sealed class SessionSettings
{
    /// <summary>A lock another session holds is waited for this long; readers only need ACCESS SHARE, which only DDL holds off.</summary>
    public static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    /// <param name="guard">Gives the timeouts.</param>
    /// <param name="version">The server's major version; settings it does not know are left out.</param>
    /// <param name="applicationName">Shown in <c>pg_stat_activity</c>; cut to 63 bytes by the server.</param>
    /// <param name="isTarget">The server is restored into: a statement may have as many processes as it would have for anyone.</param>
    public SessionSettings(Guard guard, int version, string applicationName, bool isTarget = false)
    {
        var age = Milliseconds(guard.MaxSnapshotAge);
        List<(string Name, string Value)> settings =
        [
            ("client_encoding", "UTF8"),
            ("DateStyle", "ISO, MDY"),
            ("IntervalStyle", "iso_8601"),
            ("TimeZone", "UTC"),
            ("extra_float_digits", "1"),
            ("bytea_output", "hex"),
            ("xmlbinary", "base64"),
            ("quote_all_identifiers", "off"),
            // A predicate must mean the same under every role.
            ("search_path", "pg_catalog"),
            ("standard_conforming_strings", "on"),
            ("transform_null_equals", "off"),
            // A policy that would filter becomes an error.
            ("row_security", "off"),
            ("synchronize_seqscans", "off"),
            // Compiling a wide target list costs more than it saves.
            ("jit", "off"),
            ("client_min_messages", "warning"),
            ("statement_timeout", Milliseconds(guard.StatementTimeout)),
            ("lock_timeout", Milliseconds(LockTimeout)),
            ("idle_in_transaction_session_timeout", age),
            ("application_name", applicationName),
        ];
        // Rows come in the order of the heap from one process: the same snapshot gives the same bytes, and the source lends one core per stream.
        if (!isTarget) settings.Add(("max_parallel_workers_per_gather", "0"));
        if (version >= 14) settings.Add(("idle_session_timeout", "0"));
        if (version >= 17) settings.Add(("transaction_timeout", age));
        Values = settings;
        Statements = [.. settings.Select(s => $"SET {s.Name} = {Value(s)}")];
    }

    /// <summary>Names and values in the order in which they are set.</summary>
    public IReadOnlyList<(string Name, string Value)> Values { get; }

    /// <summary>One <c>SET</c> statement each, without semicolon.</summary>
    public IReadOnlyList<string> Statements { get; }

    /// <summary>All statements as one simple query.</summary>
    public string Script => string.Join(";\n", Statements);

    /// <summary>A list (DateStyle) is several constants, one text is one.</summary>
    private static string Value((string Name, string Value) setting) => setting.Name == "DateStyle"
        ? setting.Value
        : Identifier.Literal(setting.Value);

    private static string Milliseconds(TimeSpan time) =>
        Math.Clamp((long)time.TotalMilliseconds, 1, int.MaxValue).ToString(CultureInfo.InvariantCulture);
}
