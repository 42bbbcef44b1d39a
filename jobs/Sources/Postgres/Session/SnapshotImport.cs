using Platform.Registry.Failures;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Session;

/// <summary>
/// What a worker's connection runs to see exactly what the leader sees: first the session settings, then <see cref="Statements"/>, then
/// <see cref="IdentityQuery"/>, whose one text value goes to <see cref="CheckIdentity"/>. Any error means: stop, never read without the snapshot.
/// </summary>
public sealed class SnapshotImport
{
    private readonly string _identity;

    public SnapshotImport(string snapshotId, ServerFacts server, IReadOnlyList<string> sessionStatements)
    {
        SnapshotId = snapshotId;
        SessionStatements = sessionStatements;
        var systemIdentifier = ServerProbe.Identifiers.FirstOrDefault(i => i.Name == server.SystemIdentifier.Obtained)?.Sql ?? "select ''";
        IdentityQuery = $"select pg_postmaster_start_time()::text || ' ' || ({systemIdentifier})";
        _identity = $"{server.StartTime} {server.SystemIdentifier.Value}";
    }

    /// <summary>As <c>pg_export_snapshot()</c> named it; known to one server instance, while the leader's transaction lasts.</summary>
    public string SnapshotId { get; }

    /// <summary>To be run right after connecting, in order.</summary>
    public IReadOnlyList<string> SessionStatements { get; }

    /// <summary>To be run next: the import must be the first statement of its transaction.</summary>
    public IReadOnlyList<string> Statements =>
    [
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        $"SET TRANSACTION SNAPSHOT {Identifier.Literal(SnapshotId)}",
    ];

    /// <summary>One row, one text column.</summary>
    public string IdentityQuery { get; }

    /// <exception cref="PlatformException">Try again: the connection reached another server instance than the leader's.</exception>
    public void CheckIdentity(string? answer)
    {
        if (answer == _identity) return;
        throw new PlatformException(Stage.Connect, ExitCode.TryAgain,
            "A worker's connection reached another server instance than the one that holds the snapshot.",
            "try again; if it lasts, use the address of one instance instead of a balancing endpoint")
        {
            Kind = "another-instance",
        };
    }
}
