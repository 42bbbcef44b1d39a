using System.Net.Sockets;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;

namespace Platform.Sources.Postgres.Tests.Failures;

public sealed class PostgresFailuresTests
{
    [Theory]
    [InlineData("28P01", ExitCode.Permission, "wrong-password")]
    [InlineData("28000", ExitCode.Permission, "login-refused")]
    [InlineData("3D000", ExitCode.Unavailable, "database-missing")]
    [InlineData("42501", ExitCode.Permission, "permission-denied")]
    [InlineData("42P01", ExitCode.Data, "table-missing")]
    [InlineData("57P01", ExitCode.TryAgain, "server-restarting")]
    [InlineData("57P03", ExitCode.TryAgain, "server-restarting")]
    [InlineData("08006", ExitCode.TryAgain, "connection-lost")]
    [InlineData("53300", ExitCode.TryAgain, "too-many-connections")]
    [InlineData("40001", ExitCode.TryAgain, "replica-conflict")]
    [InlineData("57014", ExitCode.TryAgain, "statement-cancelled")]
    [InlineData("22P02", ExitCode.Data, "value-refused")]
    [InlineData("", ExitCode.Data, "sql-error")]
    public void FromSqlState_KnownState_GivesExitCodeAndKind(string sqlState, ExitCode exitCode, string kind)
    {
        var e = PostgresFailures.FromSqlState(Stage.Read, sqlState, "text");
        Assert.Equal((exitCode, kind, Stage.Read), (e.ExitCode, e.Kind, e.Stage));
    }

    [Fact]
    public void FromSqlState_MessageQuotingAValue_IsNotShown()
    {
        var e = PostgresFailures.FromSqlState(Stage.Read, "22P02", "invalid input syntax for type integer: \"4111-1111\"");
        Assert.Equal("PostgreSQL refused (22P02): a value's text form is invalid", e.Message);
        Assert.DoesNotContain("4111", e.Describe());
    }

    [Fact]
    public void FromSqlState_PermissionDenied_NamesTheTableAndTheGrant()
    {
        var e = PostgresFailures.FromSqlState(Stage.Read, "42501", "permission denied for table orders");
        Assert.Equal("PostgreSQL refused (42501): permission denied for table orders\n"
            + "hint: grant the reading role SELECT on the table or column named, and USAGE on its schema", e.Describe());
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, ExitCode.Unavailable, "host-unknown")]
    [InlineData(SocketError.ConnectionRefused, ExitCode.TryAgain, "connection-refused")]
    [InlineData(SocketError.TimedOut, ExitCode.TryAgain, "connection-timeout")]
    [InlineData(SocketError.HostUnreachable, ExitCode.TryAgain, "host-unreachable")]
    [InlineData(SocketError.ConnectionReset, ExitCode.TryAgain, "connection-lost")]
    public void From_SocketErrorInsideAnother_IsFound(SocketError code, ExitCode exitCode, string kind)
    {
        var e = PostgresFailures.From(Stage.Connect, new IOException("outer", new SocketException((int)code)));
        Assert.Equal((exitCode, kind), (e.ExitCode, e.Kind));
    }
}
