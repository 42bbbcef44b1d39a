using Npgsql;
using Platform.Restore.Tests.Running;

namespace Platform.Restore.Tests.Creating;

/// <summary>However a restore into a new table ends, what was there is as it was, and the next one succeeds and cleans up.</summary>
public sealed class CreateEndingTests
{
    private const string Waiting = "exists (select from pg_stat_activity where application_name = 'platform restore' and datname = current_database() and wait_event_type = 'Lock') "
        + "and exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname like 'platform%' and c.relname = 't_pkey')";

    private static async Task<(RestoreStack Stack, string Location)> TakenAsync()
    {
        var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table o (id integer primary key); insert into o values (1); create table t (n integer primary key, v text, o integer references o); insert into t select n, 'v' || n, 1 from generate_series(1, 3000) n");
        var location = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text"), JobStack.Column("o", "integer")));
        await stack.Database.ExecuteAsync("create table original as table t; drop table t");
        return (stack, location);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    [InlineData(null)]
    public async Task Create_WhileAnotherHoldsATableItRefersTo_IsLiveOrLeavesNothing(string? signal)
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        await using var other = await stack.Database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("update o set id = 1", other, transaction)) await hold.ExecuteNonQueryAsync();
        using var job = RestoreStack.Start(stack.Database.Url, "--mode", "create", "--from", location);
        await stack.Database.WaitForAsync(Waiting);
        if (signal is not null) job.Signal(signal);
        else await transaction.RollbackAsync();
        var run = await job.EndAsync();
        Assert.Equal(signal switch { "KILL" => 137, "TERM" => 75, _ => 0 }, run.ExitCode);
        Assert.Equal(signal is null, await stack.Database.ScalarAsync<bool>("select to_regclass('t') is not null"));
        if (signal is not null)
        {
            await transaction.RollbackAsync();
            await stack.Database.WaitForAsync("not exists (select from pg_stat_activity where application_name = 'platform restore' and datname = current_database())");
            Assert.Equal(signal == "KILL" ? 1 : 0, await stack.Database.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%'"));
            var again = await stack.RestoreAsync("--mode", "create", "--from", location);
            Assert.True(again.ExitCode == 0, again.Errors);
        }

        Assert.Equal(0, await stack.DifferencesAsync("t", "original"));
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%'"));
    }

    [Fact]
    public async Task Create_SchemaOfSomebodyElseNamedLikeALeftover_Stays()
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        const string Theirs = "platform_restore_00000000000000000000000000_0";
        await stack.Database.ExecuteAsync($"create schema {Theirs}; create table {Theirs}.kept as select 1 as n");
        var run = await stack.RestoreAsync("--mode", "create", "--from", location);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(1, await stack.Database.ScalarAsync<long>($"select count(*) from {Theirs}.kept"));
    }

    [Theory]
    [InlineData("create")]
    [InlineData("replace")]
    public async Task Create_WhereAllTablesArePublished_IsRefused(string mode)
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        if (mode == "replace") await stack.Database.ExecuteAsync("create table t as table original");
        await stack.Database.ExecuteAsync("create publication everything for all tables");
        var run = await stack.RestoreAsync("--mode", mode, "--from", location);
        Assert.Equal((65, "table-published"), (run.ExitCode, run.Kind));
        Assert.Equal("A table that is made here would be published FOR ALL TABLES, by everything: its subscribers would be sent the rows while it is made, and stop at a table that they do not have.", run.Message);
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%'"));
    }

    [Fact]
    public async Task Create_DamagedPart_LeavesNothing()
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        var bytes = await File.ReadAllBytesAsync(RestoreStack.Part(location));
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(RestoreStack.Part(location), bytes);
        var run = await stack.RestoreAsync("--mode", "create", "--from", location);
        Assert.Equal((65, "part-damaged"), (run.ExitCode, run.Kind));
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%' or to_regclass('t') is not null"));
    }
}
