using System.Net.Sockets;
using Npgsql;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Ledger.Connections;

/// <summary>What an error of the ledger's database means for a run. Messages name host and database, never user secrets, and no server text that could quote a value.</summary>
internal static class LedgerFailures
{
    private const string MigrateHint = "run: platform ledger migrate";

    public static PlatformException Translate(Stage stage, Exception error, ConnectionUrl url)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case PlatformException own: return own;
                case PostgresException p: return FromSqlState(stage, p, url, error);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }:
                    return Failure(stage, ExitCode.Unavailable, "ledger-host-unknown", $"the ledger's host {url.Host} does not resolve",
                        "check the host in the ledger's URL, and that this network's DNS knows it", error);
                case SocketException s:
                    return Unreachable(stage, url, s.SocketErrorCode == SocketError.ConnectionRefused ? "nothing listens there" : "the network gave up", error);
                case TimeoutException: return Unreachable(stage, url, "it did not answer in time", error);
                case System.Security.Authentication.AuthenticationException:
                    return Failure(stage, ExitCode.Configuration, "ledger-tls", $"no TLS connection to the ledger at {Where(url)}: its certificate was not accepted, or no common protocol was found",
                        "check sslmode and sslrootcert in the ledger's URL against the server's certificate and host name", error);
            }
        }
        return Unreachable(stage, url, "the connection was lost", error);
    }

    private static PlatformException FromSqlState(Stage stage, PostgresException error, ConnectionUrl url, Exception outer) => error.SqlState switch
    {
        "28P01" or "28000" => Failure(stage, ExitCode.Permission, "ledger-login", $"the ledger at {Where(url)} refused the login of {url.User}",
            "check user and password of the ledger's URL or secret, and the server's pg_hba.conf", outer),
        "42501" => Failure(stage, ExitCode.Permission, FailureKinds.LedgerPermission, $"role {url.User} may not write the ledger at {Where(url)}",
            $"as the ledger's owner run: grant platform_job to \"{url.User}\"", outer),
        "3D000" => Failure(stage, ExitCode.Unavailable, "ledger-database-missing", $"the ledger's database {url.Database} does not exist at {url.Host}:{url.Port}",
            "create it, or correct the ledger's URL", outer),
        "3F000" or "42P01" or "42883" => Failure(stage, ExitCode.Configuration, "ledger-schema", $"the database at {Where(url)} holds no ledger, or an older one", MigrateHint, outer),
        "PL002" => Failure(stage, ExitCode.Configuration, "ledger-schema", error.MessageText, MigrateHint, outer),
        "PL001" => Failure(stage, ExitCode.Unavailable, "ledger-transition", $"the ledger refused an illegal step: {error.MessageText}",
            "the run's rows were changed by hand, or by another release; look at platform.run, platform.attempt and platform.publication", outer),
        "P0002" => Failure(stage, ExitCode.Unavailable, "ledger-row-missing", "the ledger does not know the run or publication it was asked about",
            "the ledger was restored from a backup or changed by hand; run the snapshot again", outer),
        "53300" => Failure(stage, ExitCode.TryAgain, "ledger-busy", $"the ledger at {Where(url)} has no connection left", "try again; if it lasts, raise its max_connections", outer),
        _ when IsPassing(error.SqlState) => Failure(stage, ExitCode.TryAgain, "ledger-unavailable", $"the ledger at {Where(url)} cannot answer now ({error.SqlState})",
            "try again; if it lasts, read the server's log", outer),
        _ => Failure(stage, ExitCode.Unavailable, "ledger-refused", $"the ledger refused a statement ({error.SqlState}{(error.SqlState.StartsWith("42", StringComparison.Ordinal) ? ": " + error.MessageText : "")})",
            "this should not happen; read the server's log and report it", outer),
    };

    /// <summary>Classes 08 connection, 40 rollback, 53 resources, 55 state, 57 intervention, 58 system, XX internal (PostgreSQL documentation, appendix A).</summary>
    private static bool IsPassing(string sqlState) => sqlState[..2] is "08" or "40" or "53" or "55" or "57" or "58" or "XX" or "25";

    private static PlatformException Unreachable(Stage stage, ConnectionUrl url, string why, Exception error) =>
        Failure(stage, ExitCode.TryAgain, "ledger-unreachable", $"the ledger at {Where(url)} cannot be reached: {why}",
            "check that its PostgreSQL is running and that host, port and network of the ledger's URL are right", error);

    private static PlatformException Failure(Stage stage, ExitCode exitCode, string kind, string message, string hint, Exception inner) =>
        new(stage, exitCode, message, hint, inner) { Kind = kind };

    private static string Where(ConnectionUrl url) => $"{url.Host}:{url.Port}/{url.Database}";
}
