using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Platform.Columns.Batches;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Services;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Tests.Wire;

public sealed class WireConnectionTests
{
    // In the SELECT list the series is streamed; in FROM the server would first store all of it.
    private const string Endless = "COPY (SELECT generate_series(1, 2000000000)) TO STDOUT (FORMAT BINARY)";

    private static readonly ColumnRead[] Series = [new(new Field("g", new LakeType.Integer()), "g", WireType.Int4)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_TextRows_AreRead()
    {
        using var connection = await OpenAsync();
        Assert.Equal([["1", null, "é"], ["2", "", "x"]], connection.Query("values (1, null, 'é'), (2, '', 'x')", Token));
        Assert.Empty(connection.Query("", Token));
        connection.Execute("begin isolation level repeatable read read only; set local work_mem = '1MB'", Token);
        Assert.Equal("1MB", connection.Query("show work_mem", Token)[0][0]);
        Assert.Equal(connection.ProcessId.ToString(), connection.Query("select pg_backend_pid()", Token)[0][0]);
        Assert.Equal("UTF8", connection.Parameters["server_encoding"]);
        Assert.Equal("platform", connection.Query("select application_name from pg_stat_activity where pid = pg_backend_pid()", Token)[0][0]);
    }

    [Fact]
    public async Task Open_Settings_AreInForceBeforeTheFirstQuery()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync($"alter database {database.Name} set datestyle = 'German, MDY'", Token);
        using var connection = WireConnection.Open(ConnectionUrl.Parse(database.Url), null,
            new WireOptions { Settings = [("DateStyle", "ISO"), ("TimeZone", "UTC"), ("statement_timeout", "12345")] }, Token);
        Assert.Equal("ISO, MDY", connection.Query("show datestyle", Token)[0][0]);
        Assert.Equal("12345ms", connection.Query("show statement_timeout", Token)[0][0]);
    }

    [Fact]
    public async Task Query_Refused_LeavesTheSessionUsable()
    {
        using var connection = await OpenAsync();
        var e = Assert.Throws<PlatformException>(() => connection.Execute("select * from absent", Token));
        Assert.Equal(("PostgreSQL refused (42P01): relation \"absent\" does not exist", ExitCode.Data, "table-missing"), (e.Message, e.ExitCode, e.Kind));
        Assert.Equal("7", connection.Query("select 7", Token)[0][0]);
    }

    [Fact]
    public async Task CopyOut_ReadToItsEnd_LeavesTheSessionUsable()
    {
        using var connection = await OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            var reader = connection.CopyOut("COPY (SELECT g FROM generate_series(1, 100000) g) TO STDOUT (FORMAT BINARY)", Series, new CopyOptions());
            Assert.Throws<InvalidOperationException>(() => connection.Execute("select 1", Token));
            var batch = new ColumnBatch([Series[0].Field]);
            long sum = 0;
            while (reader.ReadBatch(batch, 30_000, long.MaxValue, Token))
            {
                foreach (var value in ((FixedColumn<int>)batch.Columns[0]).Values) sum += value;
            }

            Assert.Equal((100_000, 5_000_050_000), (reader.Rows, sum));
            Assert.Equal("1", connection.Query("select 1", Token)[0][0]);
        }
    }

    [Fact]
    public async Task ReadBatch_Cancelled_EndsTheServersQueryToo()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        var connection = WireConnection.Open(ConnectionUrl.Parse(database.Url), cancellationToken: Token);
        var reader = connection.CopyOut(Endless, Series, new CopyOptions());
        var batch = new ColumnBatch([Series[0].Field]);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(200));
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (reader.ReadBatch(batch, 10_000, long.MaxValue, cancel.Token))
            {
            }
        });
        connection.Dispose();
        Assert.Equal(0L, await Backends.CountOnceGoneAsync(database, connection.ProcessId, Token));
    }

    [Fact]
    public async Task Query_CancelledWhileTheServerSleeps_EndsAtOnce()
    {
        using var connection = await OpenAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(100));
        var watch = Stopwatch.StartNew();
        Assert.Throws<OperationCanceledException>(() => connection.Execute("select pg_sleep(60)", cancel.Token));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Cancel_FromAnotherThread_IsTheServersAnswer()
    {
        using var connection = await OpenAsync();
        using var timer = new Timer(_ => connection.Cancel(), null, 100, Timeout.Infinite);
        var e = Assert.Throws<PlatformException>(() => connection.Execute("select pg_sleep(60)", Token));
        Assert.Equal(("statement-cancelled", ExitCode.TryAgain), (e.Kind, e.ExitCode));
        Assert.Equal("1", connection.Query("select 1", Token)[0][0]);
    }

    [Fact]
    public async Task ReadBatch_ServerKilledInTheMiddle_IsTryAgain()
    {
        await using var server = await PostgresServer.StartOwnAsync(cancellationToken: Token);
        using var connection = WireConnection.Open(ConnectionUrl.Parse(server.Cluster.Url("postgres")), cancellationToken: Token);
        var reader = connection.CopyOut(Endless, Series, new CopyOptions { Subject = new("shop", "public.t") });
        var batch = new ColumnBatch([Series[0].Field]);
        Assert.True(reader.ReadBatch(batch, 10_000, long.MaxValue, Token));
        await server.Cluster.KillAsync(Token);
        var e = Assert.Throws<PlatformException>(() =>
        {
            while (reader.ReadBatch(batch, 10_000, long.MaxValue, Token))
            {
            }
        });
        Assert.Equal((ExitCode.TryAgain, "connection-lost", "shop", "public.t"), (e.ExitCode, e.Kind, e.SourceName, e.Table));
        var refused = Assert.Throws<PlatformException>(() => WireConnection.Open(ConnectionUrl.Parse(server.Cluster.Url("postgres")), cancellationToken: Token));
        Assert.Equal((ExitCode.TryAgain, "connection-refused"), (refused.ExitCode, refused.Kind));
    }

    [Fact]
    public async Task ReadBatch_BackendTerminated_IsTryAgain()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        using var connection = WireConnection.Open(ConnectionUrl.Parse(database.Url), cancellationToken: Token);
        var reader = connection.CopyOut(Endless, Series, new CopyOptions());
        var batch = new ColumnBatch([Series[0].Field]);
        Assert.True(reader.ReadBatch(batch, 10, long.MaxValue, Token));
        await database.ExecuteAsync($"select pg_terminate_backend({connection.ProcessId})", Token);
        var e = Assert.Throws<PlatformException>(() =>
        {
            while (reader.ReadBatch(batch, 10_000, long.MaxValue, Token))
            {
            }
        });
        Assert.Equal(ExitCode.TryAgain, e.ExitCode);
    }

    [Fact]
    public async Task ReadBatch_StatementTimeout_IsTryAgain()
    {
        using var connection = await OpenAsync();
        connection.Execute("set statement_timeout = 50", Token);
        var reader = connection.CopyOut("COPY (SELECT 1 FROM pg_sleep(5)) TO STDOUT (FORMAT BINARY)", Series, new CopyOptions());
        var e = Assert.Throws<PlatformException>(() => reader.ReadBatch(new ColumnBatch([Series[0].Field]), 10, long.MaxValue, Token));
        Assert.Equal(("statement-cancelled", ExitCode.TryAgain, Stage.Read), (e.Kind, e.ExitCode, e.Stage));
    }

    [Theory]
    [InlineData("no-such-host.invalid", ExitCode.Unavailable, "host-unknown")]
    [InlineData("a..b", ExitCode.Unavailable, "host-unknown")]
    public void Open_HostThatDoesNotResolve_IsGoneForGood(string host, ExitCode exitCode, string kind)
    {
        var e = Assert.Throws<PlatformException>(() => WireConnection.Open(ConnectionUrl.Parse($"postgresql://u:secret@{host}/d"), null, new WireOptions { SourceName = "shop" }, Token));
        Assert.Equal((exitCode, kind, "shop"), (e.ExitCode, e.Kind, e.SourceName));
    }

    [Fact]
    public void Open_ServerThatNeverAnswers_TimesOut()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var watch = Stopwatch.StartNew();
        var e = Assert.Throws<PlatformException>(() => WireConnection.Open(Url(listener, "connect_timeout=1&sslmode=disable"), cancellationToken: Token));
        Assert.Equal(("connection-timeout", ExitCode.TryAgain), (e.Kind, e.ExitCode));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.9, 10);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "sslmode=disable", "not-postgres")]
    [InlineData("N", "sslmode=require", "tls-not-offered")]
    [InlineData("E", "sslmode=require", "connection-lost")]
    [InlineData("SR\0\0\0\u0008\0\0\0\0Z\0\0\0\u0005I", "sslmode=require", "tls-failed")]
    [InlineData("SR\0\0\0\u0008\0\0\0\0Z\0\0\0\u0005I", "sslmode=verify-full", "tls-failed")]
    [InlineData("", "sslmode=disable", "connection-lost")]
    [InlineData("R\0\0\0\u0008\0\0\0\u0007", "sslmode=disable", "authentication-not-supported")]
    [InlineData("Z\0\0\0\u0005I", "sslmode=disable", "not-postgres")]
    public void Open_WhatIsNoServer_IsRefused(string answer, string parameters, string kind)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = new Thread(() =>
        {
            using var client = listener.AcceptSocket();
            client.Receive(new byte[1000]);
            client.Send([.. answer.Select(c => (byte)c)]);
            client.Shutdown(SocketShutdown.Send);
            while (client.Receive(new byte[1000]) > 0)
            {
            }
        });
        serving.Start();
        var e = Assert.Throws<PlatformException>(() => WireConnection.Open(Url(listener, parameters), cancellationToken: Token));
        Assert.Equal(kind, e.Kind);
        serving.Join();
    }

    private static ConnectionUrl Url(TcpListener listener, string parameters) =>
        ConnectionUrl.Parse($"postgresql://u:p@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/d?{parameters}");

    private static async Task<WireConnection> OpenAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        return WireConnection.Open(ConnectionUrl.Parse(database.Url), cancellationToken: Token);
    }
}
