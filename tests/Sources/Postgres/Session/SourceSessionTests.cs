using Npgsql;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Services;
using Platform.Sources.Postgres.Session;

namespace Platform.Sources.Postgres.Tests.Session;

public sealed class SourceSessionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_RealServer_KnowsTheServer()
    {
        await using var source = await Source.OpenAsync("");

        var server = source.Session.Server;
        Assert.InRange(server.Version, 13, 18);
        Assert.StartsWith(server.Version.ToString(), server.VersionText);
        Assert.False(server.IsStandby);
        Assert.False(server.IsAurora);
        Assert.Equal("UTF8", server.Encoding);
        Assert.Equal(source.Database.Name, server.Database);
        Assert.Equal("pg_control_system()", server.SystemIdentifier.Obtained);
        Assert.True(ulong.Parse(server.SystemIdentifier.Value!) > 0);
        Assert.Equal(new Observation(null, "primary"), server.ReplicaLag);
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$", server.StartTime);
        Assert.Equal("127.0.0.1", source.Session.Address.Server.Host);
    }

    [Fact]
    public async Task Open_HostileRoleDefaults_PinsEverySetting()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync($"""
            create role hostile_{database.Name} login superuser password 'x';
            alter role hostile_{database.Name} set DateStyle = 'SQL, DMY';
            alter role hostile_{database.Name} set IntervalStyle = 'sql_standard';
            alter role hostile_{database.Name} set extra_float_digits = -15;
            alter role hostile_{database.Name} set bytea_output = 'escape';
            alter role hostile_{database.Name} set TimeZone = 'Asia/Kathmandu';
            alter role hostile_{database.Name} set search_path = 'public';
            alter role hostile_{database.Name} set row_security = on;
            alter role hostile_{database.Name} set client_encoding = 'LATIN1';
            alter role hostile_{database.Name} set default_transaction_isolation = 'read committed';
            alter role hostile_{database.Name} set quote_all_identifiers = on;
            alter role hostile_{database.Name} set statement_timeout = '1ms';
            alter role hostile_{database.Name} set transform_null_equals = on;
            alter role hostile_{database.Name} set standard_conforming_strings = off;
            """, Cancellation);
        var url = ConnectionUrl.Parse(database.Url) with { User = $"hostile_{database.Name}", Password = "x" };

        await using var session = await SourceSession.OpenAsync(url, Source.Guard, TimeProvider.System, Cancellation);

        foreach (var (name, value) in new SessionSettings(Source.Guard, session.Server.Version, "platform").Values)
        {
            await using var command = new NpgsqlCommand($"select setting, coalesce(unit, '') from pg_settings where lower(name) = lower('{name}')", session.Probe);
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            Assert.True(await reader.ReadAsync(Cancellation), name);
            Assert.Equal(value, reader.GetString(0));
        }
    }

    [Fact]
    public async Task Open_HostileRoleDefaults_GivesTheSameBytes()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync($"""
            create role bytes_{database.Name} login superuser password 'x';
            alter role bytes_{database.Name} set DateStyle = 'German';
            alter role bytes_{database.Name} set IntervalStyle = 'postgres_verbose';
            alter role bytes_{database.Name} set extra_float_digits = -15;
            alter role bytes_{database.Name} set bytea_output = 'escape';
            alter role bytes_{database.Name} set TimeZone = 'Asia/Kathmandu';
            alter role bytes_{database.Name} set search_path = 'public';
            alter role bytes_{database.Name} set quote_all_identifiers = on;
            """, Cancellation);
        const string sql = """
            select concat_ws('|', '2024-03-01'::date, '2024-03-01 12:00+00'::timestamptz, '1 day 02:03'::interval, 0.1::float8, '\x00ff'::bytea,
                             'pg_class'::regclass, '{"2024-03-01 12:00+00"}'::timestamptz[])
            """;
        var url = ConnectionUrl.Parse(database.Url);

        await using var usual = await SourceSession.OpenAsync(url, Source.Guard, TimeProvider.System, Cancellation);
        await using var hostile = await SourceSession.OpenAsync(
            url with { User = $"bytes_{database.Name}", Password = "x" }, Source.Guard, TimeProvider.System, Cancellation);

        const string expected = """2024-03-01|2024-03-01 12:00:00+00|P1DT2H3M|0.1|\x00ff|pg_class|{"2024-03-01 12:00:00+00"}""";
        foreach (var session in (SourceSession[])[usual, hostile])
        {
            await using var command = new NpgsqlCommand(sql, session.Probe);
            Assert.Equal(expected, await command.ExecuteScalarAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Open_WrongPassword_IsPermission()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var url = ConnectionUrl.Parse(database.Url) with { Password = "not-the-password" };

        var failure = await Assert.ThrowsAsync<PlatformException>(() => SourceSession.OpenAsync(url, Source.Guard, TimeProvider.System, Cancellation));

        Assert.Equal((ExitCode.Permission, "wrong-password", Stage.Connect), (failure.ExitCode, failure.Kind, failure.Stage));
        Assert.DoesNotContain("not-the-password", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_HostThatDoesNotResolve_IsUnavailable()
    {
        var url = ConnectionUrl.Parse("postgresql://u:p@no-such-host.invalid/db");

        var failure = await Assert.ThrowsAsync<PlatformException>(() => SourceSession.OpenAsync(url, Source.Guard, TimeProvider.System, Cancellation));

        Assert.Contains(failure.Kind, (string[])["host-unknown", "dns-unavailable"]);
    }

    [Fact]
    public async Task Open_NothingListens_MayBeRetried()
    {
        var failure = await Assert.ThrowsAsync<PlatformException>(() => SourceSession.OpenAsync(
            ConnectionUrl.Parse("postgresql://u:p@127.0.0.1:1/db"), Source.Guard, TimeProvider.System, Cancellation));

        Assert.Equal((ExitCode.TryAgain, "connection-refused"), (failure.ExitCode, failure.Kind));
    }

    [Fact]
    public async Task Open_TlsByName_VerifiesTheNameThoughItConnectsToTheAddress()
    {
        using var certificates = new ServerCertificates();
        await using var server = await PostgresServer.StartOwnAsync(
            new() { Settings = ServerCertificates.Settings, Files = certificates.ServerFiles("localhost") }, cancellationToken: Cancellation);
        var root = Path.Combine(Path.GetTempPath(), $"platform-schema-root-{Guid.NewGuid():n}.crt");
        await File.WriteAllTextAsync(root, certificates.AuthorityPem, Cancellation);
        try
        {
            var database = await server.NewDatabaseAsync(Cancellation);
            var url = ConnectionUrl.Parse(database.Url) with { Host = "localhost", SslMode = Registry.Connections.SslMode.VerifyFull, SslRootCert = root };

            await using (var session = await SourceSession.OpenAsync(url, Source.Guard, TimeProvider.System, Cancellation))
            {
                await using var command = new NpgsqlCommand("select ssl from pg_stat_ssl where pid = pg_backend_pid()", session.Probe);
                Assert.Equal(true, await command.ExecuteScalarAsync(Cancellation));
            }

            var failure = await Assert.ThrowsAsync<PlatformException>(() =>
                SourceSession.OpenAsync(url with { Host = "127.0.0.1" }, Source.Guard, TimeProvider.System, Cancellation));
            Assert.Equal((ExitCode.Configuration, "tls-failed"), (failure.ExitCode, failure.Kind));
        }
        finally
        {
            File.Delete(root);
        }
    }
}
