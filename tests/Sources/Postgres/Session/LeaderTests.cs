using Npgsql;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Session;

namespace Platform.Sources.Postgres.Tests.Session;

public sealed class LeaderTests
{
    private const string Accounts = "create table accounts (id int primary key, amount int not null); insert into accounts select i, 100 from generate_series(1, 10) i";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BeginSnapshot_PrimaryServer_SaysWhatItIsAndHowItWasObtained()
    {
        await using var source = await Source.OpenAsync(Accounts);
        var before = await source.Database.ScalarAsync<DateTime>("select clock_timestamp()", Cancellation);

        await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);

        var after = await source.Database.ScalarAsync<DateTime>("select clock_timestamp()", Cancellation);
        Assert.InRange(leader.Snapshot.CapturedAt.UtcDateTime, before, after);
        Assert.Equal("pg_current_wal_lsn()", leader.Snapshot.Lsn.Obtained);
        Assert.Matches("^[0-9A-F]+/[0-9A-F]+$", leader.Snapshot.Lsn.Value);
        Assert.Equal("pg_snapshot_xmin(pg_current_snapshot())", leader.Snapshot.Xmin.Obtained);
        Assert.True(long.Parse(leader.Snapshot.Xmin.Value!) > 0);
    }

    [Fact]
    public async Task Import_RowsWrittenAfterTheSnapshot_AreNotSeen()
    {
        await using var source = await Source.OpenAsync(Accounts);
        await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);
        await source.Database.ExecuteAsync("insert into accounts values (11, 0); delete from accounts where id = 1; update accounts set amount = 0", Cancellation);

        await using var worker = await WorkerAsync(source, leader.Import);

        Assert.Equal("10 1000", await ScalarAsync(worker, "select count(*) || ' ' || sum(amount) from public.accounts"));
        Assert.Equal("repeatable read", await ScalarAsync(worker, "select current_setting('transaction_isolation')"));
        Assert.Equal("on", await ScalarAsync(worker, "select current_setting('transaction_read_only')"));
        leader.Import.CheckIdentity((string)await ScalarAsync(worker, leader.Import.IdentityQuery));
    }

    [Fact]
    public async Task Import_AnswerOfAnotherInstance_IsRefused()
    {
        await using var source = await Source.OpenAsync("");
        await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);

        var failure = Assert.Throws<PlatformException>(() => leader.Import.CheckIdentity("2020-01-01 00:00:00+00 7"));

        Assert.Equal((ExitCode.TryAgain, "another-instance"), (failure.ExitCode, failure.Kind));
        Assert.Throws<PlatformException>(() => leader.Import.CheckIdentity(null));
    }

    [Fact]
    public async Task Hold_TableAlteredSinceItWasRead_IsRefused()
    {
        foreach (var change in (string[])
            ["truncate accounts", "alter table accounts alter amount type bigint", "alter table accounts add extra int", "alter table accounts rename amount to balance"])
        {
            await using var source = await Source.OpenAsync(Accounts);
            var table = await source.ReadAsync("accounts");
            await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);
            await source.Database.ExecuteAsync(change, Cancellation);

            var failure = await Assert.ThrowsAsync<PlatformException>(() => leader.HoldAsync(table, ["\"id\""], null, Cancellation));

            Assert.Equal((ExitCode.TryAgain, "table-changed", "public.accounts"), (failure.ExitCode, failure.Kind, failure.Table));
            Assert.Equal("The table public.accounts was altered, truncated or rewritten while the snapshot was being taken.", failure.Message);
        }
    }

    [Theory]
    [InlineData("truncate accounts")]
    [InlineData("truncate leaf")]
    public async Task Hold_RelationBehindAViewAlteredSinceTheSnapshot_IsRefused(string change)
    {
        await using var source = await Source.OpenAsync($"""
            {Accounts};
            create table parent (id int); create table leaf () inherits (parent); insert into leaf values (1);
            create view inner_view as select id from accounts;
            create view outer_view as select id from inner_view union all select id from parent;
            """);
        await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);
        await source.Database.ExecuteAsync(change, Cancellation);
        var table = await source.ReadAsync("outer_view");

        var failure = await Assert.ThrowsAsync<PlatformException>(() => leader.HoldAsync(table, ["\"id\""], null, Cancellation));

        Assert.Equal((ExitCode.TryAgain, "table-changed", "public.outer_view"), (failure.ExitCode, failure.Kind, failure.Table));
    }

    [Fact]
    public async Task Hold_MaterializedViewNeverFilled_IsRefusedForGood()
    {
        await using var source = await Source.OpenAsync($"{Accounts}; create materialized view totals as select sum(amount) as total from accounts with no data");
        var table = await source.ReadAsync("totals");
        await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<PlatformException>(() => leader.HoldAsync(table, ["\"total\""], null, Cancellation));

        Assert.Equal((ExitCode.Data, "not-populated", "public.totals"), (failure.ExitCode, failure.Kind, failure.Table));
        Assert.Contains("REFRESH MATERIALIZED VIEW", failure.Hint);
    }

    [Fact]
    public async Task Hold_TableUnchanged_HoldsOffTruncateAndLetsWritersPass()
    {
        await using var source = await Source.OpenAsync(Accounts);
        var table = await source.ReadAsync("accounts");
        await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);

        await leader.HoldAsync(table, ["\"id\"", "\"amount\""], "amount > 0 -- positive", Cancellation);

        await source.Database.ExecuteAsync("insert into accounts values (11, 1); update accounts set amount = 7", Cancellation);
        var blocked = await Assert.ThrowsAsync<PostgresException>(() => source.Database.ExecuteAsync("set lock_timeout = '50ms'; truncate accounts", Cancellation));
        Assert.Equal("55P03", blocked.SqlState);
    }

    [Fact]
    public async Task Hold_WrongFilter_FailsAndLeavesTheSnapshotStanding()
    {
        await using var source = await Source.OpenAsync(Accounts);
        var table = await source.ReadAsync("accounts");
        await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<PlatformException>(() => leader.HoldAsync(table, ["\"id\""], "no_such_column = 1", Cancellation));

        Assert.Equal((ExitCode.Data, "column-missing", "public.accounts"), (failure.ExitCode, failure.Kind, failure.Table));
        await leader.CheckAsync(Cancellation);
        await using var worker = await WorkerAsync(source, leader.Import);
        Assert.Equal(10L, await ScalarAsync(worker, "select count(*) from public.accounts"));
    }

    [Fact]
    public async Task Check_LeaderTerminated_SaysThatTheSnapshotIsGone()
    {
        await using var source = await Source.OpenAsync("");
        await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);
        await source.Database.ExecuteAsync(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{source.Database.Name}' and backend_xmin is not null and state = 'idle in transaction'", Cancellation);

        var failure = await Assert.ThrowsAsync<PlatformException>(() => leader.CheckAsync(Cancellation));

        Assert.Equal(ExitCode.TryAgain, failure.ExitCode);
    }

    [Fact]
    public async Task BeginSnapshot_OlderThanTheGuardAllows_Expires()
    {
        // Long enough that a busy machine has begun the snapshot by then.
        var guard = new Guard(8, TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30));
        await using var source = await Source.OpenAsync("");
        await using var session = await Source.OpenSessionAsync(source.Database.Url, guard);
        await using var leader = await session.BeginSnapshotAsync(Cancellation);

        var expired = new TaskCompletionSource();
        await using var registration = leader.Expired.Register(expired.SetResult);
        await expired.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        var failure = await Assert.ThrowsAsync<PlatformException>(() => leader.CheckAsync(Cancellation));
        Assert.Equal((ExitCode.TryAgain, "snapshot-too-old"), (failure.ExitCode, failure.Kind));
    }

    [Fact]
    public async Task BeginSnapshot_AfterTheLeaderWasDisposed_TakesAnother()
    {
        await using var source = await Source.OpenAsync(Accounts);
        string first;
        await using (var leader = await source.Session.BeginSnapshotAsync(Cancellation)) first = leader.Snapshot.Id;

        await using var second = await source.Session.BeginSnapshotAsync(Cancellation);

        Assert.NotEqual(first, second.Snapshot.Id);
        await using var gone = new NpgsqlConnection(source.Database.ConnectionString);
        await gone.OpenAsync(Cancellation);
        await ExecuteAsync(gone, "begin isolation level repeatable read read only");
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(gone, $"set transaction snapshot '{first}'"));
    }

    private static async Task<NpgsqlConnection> WorkerAsync(Source source, SnapshotImport import)
    {
        var worker = new NpgsqlConnection(ConnectionUrl.Parse(source.Database.Url).ToNpgsql());
        await worker.OpenAsync(Cancellation);
        foreach (var statement in import.SessionStatements.Concat(import.Statements)) await ExecuteAsync(worker, statement);
        return worker;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<object> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Cancellation))!;
    }
}
