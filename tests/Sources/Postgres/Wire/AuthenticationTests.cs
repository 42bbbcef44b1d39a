using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Tests.Wire;

/// <summary>Every authentication method and sslmode against a real server's pg_hba.conf.</summary>
public sealed class AuthenticationTests(AuthenticationServer server) : IClassFixture<AuthenticationServer>
{
    [Theory]
    [InlineData("trusted", "sslmode=disable", false)]
    [InlineData("clear", "sslmode=disable", false)]
    [InlineData("clear", "sslmode=require", true)]
    [InlineData("md5er", "sslmode=disable", false)]
    [InlineData("md5er", "sslmode=prefer", true)]
    [InlineData("scram", "sslmode=disable", false)]
    [InlineData("scram", "sslmode=allow", false)]
    [InlineData("scram", "sslmode=prefer", true)]
    [InlineData("scram", "sslmode=require&channel_binding=disable", true)]
    [InlineData("scram", "sslmode=require&channel_binding=require", true)]
    [InlineData("tlsonly", "sslmode=allow", true)]
    [InlineData("tlsonly", "sslmode=require", true)]
    [InlineData("plainonly", "sslmode=prefer", false)]
    [InlineData("plainonly", "sslmode=disable", false)]
    public void Open_MethodAndSslMode_LogsIn(string role, string parameters, bool encrypted)
    {
        using var connection = WireConnection.Open(server.Url(role, parameters), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(encrypted, connection.IsEncrypted);
        var row = Assert.Single(connection.Query("select current_user, ssl from pg_stat_ssl where pid = pg_backend_pid()", TestContext.Current.CancellationToken));
        Assert.Equal((role, encrypted ? "t" : "f"), (row[0], row[1]));
    }

    [Fact]
    public void Open_UnixSocket_LogsInWithoutTls()
    {
        var url = server.Url("trusted", $"sslmode=verify-full&host={Uri.EscapeDataString(server.Cluster.DataDirectory)}");
        using var connection = WireConnection.Open(url, cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(connection.IsEncrypted);
        Assert.Equal(server.Cluster.DataDirectory, connection.Address.Host);
        Assert.Equal("trusted", connection.Query("select current_user", TestContext.Current.CancellationToken)[0][0]);
    }

    [Fact]
    public void Open_ClientCertificate_LogsIn()
    {
        var url = server.Url("certified", $"sslmode=verify-full&sslrootcert={server.RootFile}&sslcert={server.ClientCertificate}&sslkey={server.ClientKey}", "localhost", null);
        using var connection = WireConnection.Open(url, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("certified", connection.Query("select current_user", TestContext.Current.CancellationToken)[0][0]);
    }

    [Theory]
    [InlineData("verify-ca", "127.0.0.1")]
    [InlineData("verify-full", "localhost")]
    public void Open_CertificateOfOurAuthority_IsVerified(string sslMode, string host)
    {
        using var connection = WireConnection.Open(server.Url("scram", $"sslmode={sslMode}&sslrootcert={server.RootFile}&channel_binding=require", host),
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(connection.IsEncrypted);
    }

    [Fact]
    public async Task Open_GivenAddress_StillVerifiesTheUrlsName()
    {
        var address = (await ServerAddress.ResolveAsync(server.Url("scram"), TestContext.Current.CancellationToken))[0];
        using var connection = WireConnection.Open(server.Url("scram", $"sslmode=verify-full&sslrootcert={server.RootFile}", "localhost"), address,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Same(address, connection.Address);
        Refused(() => WireConnection.Open(server.Url("scram", $"sslmode=verify-full&sslrootcert={server.RootFile}", "db.example.com"), address),
            ExitCode.Configuration, "tls-failed", "The server's certificate does not name the host of the connection URL.");
    }

    [Fact]
    public void Open_CertificateNotAsAsked_IsRefused()
    {
        Refused(() => WireConnection.Open(server.Url("scram", $"sslmode=verify-full&sslrootcert={server.RootFile}")),
            ExitCode.Configuration, "tls-failed", "The server's certificate does not name the host of the connection URL.");
        foreach (var mode in (string[])["require", "verify-ca", "verify-full"])
        {
            Refused(() => WireConnection.Open(server.Url("scram", $"sslmode={mode}&sslrootcert={server.OtherRootFile}", "localhost")),
                ExitCode.Configuration, "tls-failed", "The server's certificate is not issued by a root in sslrootcert.");
        }

        Refused(() => WireConnection.Open(server.Url("scram", "sslmode=verify-full", "localhost")),
            ExitCode.Configuration, "tls-failed", "The server's certificate is not issued by a root that this machine trusts.");
        Refused(() => WireConnection.Open(server.Url("scram", "sslmode=verify-ca&sslrootcert=/nowhere/root.crt")),
            ExitCode.Configuration, "certificate-unreadable", "The file of sslrootcert cannot be read as PEM: /nowhere/root.crt.");
    }

    [Theory]
    [InlineData("scram", "sslmode=disable", "wrong-password", "PostgreSQL refused (28P01): password authentication failed for user \"scram\"")]
    [InlineData("scram", "sslmode=require", "wrong-password", "PostgreSQL refused (28P01): password authentication failed for user \"scram\"")]
    [InlineData("md5er", "sslmode=disable", "wrong-password", "PostgreSQL refused (28P01): password authentication failed for user \"md5er\"")]
    [InlineData("clear", "sslmode=prefer", "wrong-password", "PostgreSQL refused (28P01): password authentication failed for user \"clear\"")]
    [InlineData("absent", "sslmode=prefer", "wrong-password", "PostgreSQL refused (28P01): password authentication failed for user \"absent\"")]
    public void Open_WrongPassword_IsPermission(string role, string parameters, string kind, string message) =>
        Refused(() => WireConnection.Open(server.Url(role, parameters, password: "wrong-pass")), ExitCode.Permission, kind, message);

    [Fact]
    public void Open_LoginNotAllowed_SaysWhy()
    {
        Refused(() => WireConnection.Open(server.Url("scram", password: null)), ExitCode.Permission, "password-missing", "The server asks for a password and none is configured.");
        Refused(() => WireConnection.Open(server.Url("tlsonly", "sslmode=disable")), ExitCode.Permission, "login-refused", null);
        Refused(() => WireConnection.Open(server.Url("plainonly", "sslmode=require")), ExitCode.Permission, "login-refused", null);
        Refused(() => WireConnection.Open(server.Url("nobody")), ExitCode.Permission, "login-refused", null);
        Refused(() => WireConnection.Open(server.Url("certified", "sslmode=require")), ExitCode.Permission, "login-refused", null);
        Refused(() => WireConnection.Open(server.Url("scram") with { Database = "absent" }), ExitCode.Unavailable, "database-missing", "PostgreSQL refused (3D000): database \"absent\" does not exist");
    }

    [Theory]
    [InlineData("trusted", "sslmode=require")]
    [InlineData("md5er", "sslmode=require")]
    [InlineData("clear", "sslmode=require")]
    [InlineData("scram", "sslmode=disable")]
    public void Open_ChannelBindingRequiredAndNotGiven_IsRefused(string role, string parameters) =>
        Refused(() => WireConnection.Open(server.Url(role, $"{parameters}&channel_binding=require")), ExitCode.Permission, "channel-binding-missing",
            "The connection URL says channel_binding=require, and the server did not bind authentication to the TLS connection.");

    private static void Refused(Func<WireConnection> open, ExitCode exitCode, string kind, string? message)
    {
        var e = Assert.Throws<PlatformException>(open);
        Assert.Equal((exitCode, kind, Stage.Connect), (e.ExitCode, e.Kind, e.Stage));
        if (message is not null) Assert.Equal(message, e.Message);
        Assert.DoesNotContain(AuthenticationServer.Password, e.Describe());
        Assert.DoesNotContain("wrong-pass", e.Describe());
    }

    [Theory]
    [InlineData("scram", "sslmode=disable", "127.0.0.1")]
    [InlineData("scram", "sslmode=prefer", "127.0.0.1")]
    [InlineData("md5er", "sslmode=require", "127.0.0.1")]
    [InlineData("scram", "sslmode=verify-full&channel_binding=require&sslrootcert=ROOT", "localhost")]
    [InlineData("certified", "sslmode=verify-ca&sslrootcert=ROOT&sslcert=CERT&sslkey=KEY", "127.0.0.1")]
    public async Task ToNpgsql_OfTheSameUrl_LogsInToo(string role, string parameters, string host)
    {
        var url = server.Url(role, parameters.Replace("ROOT", server.RootFile).Replace("CERT", server.ClientCertificate).Replace("KEY", server.ClientKey), host);
        await using var connection = new Npgsql.NpgsqlConnection(url.ToNpgsql("tests"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand("select current_user || ' ' || current_setting('application_name')", connection);
        Assert.Equal($"{role} tests", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
