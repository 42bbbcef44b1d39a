using System.Net.Sockets;
using Npgsql;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Failures;

/// <summary>
/// What PostgreSQL or the network said, as a <see cref="PlatformException"/>: one mapping from SQLSTATE and stage to exit code and hint, used by the
/// wire client and by Npgsql. Only SQLSTATE and primary message are passed on, and not even the message for classes whose text quotes values.
/// </summary>
public static class PostgresFailures
{
    /// <param name="stage">What was being done.</param>
    /// <param name="sqlState">Five characters (PostgreSQL documentation, appendix A).</param>
    /// <param name="message">The server's primary message.</param>
    /// <param name="inner">The error as it was caught; its own text is never shown.</param>
    public static PlatformException FromSqlState(Stage stage, string sqlState, string message, Exception? inner = null)
    {
        var (exitCode, kind, hint) = SqlStates.Classify(sqlState, stage);
        var shown = SqlStates.MessageQuotesValues(sqlState) ? SqlStates.ClassName(sqlState) : message;
        return new PlatformException(stage, exitCode, $"PostgreSQL refused ({sqlState}): {shown}", hint, inner) { Kind = kind };
    }

    /// <summary>Maps whatever Npgsql or a socket threw; a <see cref="PlatformException"/> and a cancellation must be let pass by the caller.</summary>
    public static PlatformException From(Stage stage, Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case PlatformException known: return known;
                case PostgresException p: return FromSqlState(stage, p.SqlState, p.MessageText, error);
                case SocketException s: return FromSocket(stage, s);
                case TimeoutException: return Timeout(stage, error);
                case System.Security.Authentication.AuthenticationException: return Tls(stage, error);
            }
        }

        return error is NpgsqlException or IOException
            ? ConnectionLost(stage, error)
            : new PlatformException(stage, ExitCode.TryAgain, $"The conversation with PostgreSQL failed ({error.GetType().Name}).", null, error) { Kind = "postgres-error" };
    }

    public static PlatformException FromSocket(Stage stage, SocketException error) => error.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData => new(stage, ExitCode.Unavailable, "The host name of the source does not resolve.",
            "check the host in the connection URL, and that this network's DNS knows it", error)
        { Kind = "host-unknown" },
        SocketError.TryAgain => new(stage, ExitCode.TryAgain, "The name server gave no answer for the host of the source.",
            "try again; if it lasts, check this network's DNS", error)
        { Kind = "dns-unavailable" },
        SocketError.ConnectionRefused => new(stage, ExitCode.TryAgain, "The server refused the connection: nothing listens on that host and port.",
            "check that PostgreSQL is running and that host and port in the connection URL are right", error)
        { Kind = FailureKinds.ConnectionRefused },
        SocketError.TimedOut => Timeout(stage, error),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown => new(stage, ExitCode.TryAgain,
            "The server cannot be reached.", "check routes, security groups and that the job runs in the source's network", error)
        { Kind = FailureKinds.HostUnreachable },
        SocketError.AddressNotAvailable or SocketError.InvalidArgument when stage == Stage.Connect => new(stage, ExitCode.TryAgain, "The server's address cannot be connected to.",
            "check the host in the connection URL", error)
        { Kind = FailureKinds.HostUnreachable },
        _ => ConnectionLost(stage, error),
    };

    public static PlatformException ConnectionLost(Stage stage, Exception? error = null) =>
        new(stage, ExitCode.TryAgain, "The server closed the connection unexpectedly.",
            "try again; if it lasts, read the server's log for a restart, a crash or a terminated backend", error)
        { Kind = "connection-lost" };

    public static PlatformException Timeout(Stage stage, Exception? error = null) =>
        new(stage, ExitCode.TryAgain, stage == Stage.Connect ? "The server did not answer in time." : "The server stopped answering.",
            "check routes and security groups between the job and the source", error)
        { Kind = FailureKinds.ConnectionTimeout };

    public static PlatformException Tls(Stage stage, Exception? error = null) =>
        new(stage, ExitCode.Configuration, "The TLS connection could not be established: the certificate was not accepted, or no common protocol was found.",
            "check sslmode and sslrootcert in the connection URL against the server's certificate and host name", error)
        { Kind = FailureKinds.TlsFailed };
}
