using System.Text.Json.Nodes;
using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;

namespace Platform.Restore.Tests;

/// <summary>What cannot be restored is refused with 65 and its reason, and the target is as it was.</summary>
public sealed class RefusalTests
{
    private static readonly Entry Entry = JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text"));

    private static async Task<(RestoreStack Stack, string Location)> TakenAsync(FileFormat format = FileFormat.Parquet)
    {
        var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (n integer primary key, v text); insert into t select n, 'v' || n from generate_series(1, 3000) n");
        var location = await stack.SnapshotAsync(Entry with { Format = format });
        await stack.Database.ExecuteAsync("insert into t values (-1, 'since'); create table before as table t");
        return (stack, location);
    }

    private static async Task RefusedAsync(RestoreStack stack, string location, string kind, string message, params string[] further)
    {
        var run = await stack.RestoreAsync(["--mode", "truncate", "--from", location, .. further]);
        Assert.True(run.ExitCode == 65, run.Errors);
        Assert.Equal((kind, message), (run.Kind, run.Message));
        Assert.NotNull(run.Hint);
        Assert.Equal(0, await stack.DifferencesAsync("t", "before"));
    }

    [Fact]
    public async Task Restore_MissingPart_IsRefused()
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        File.Delete(RestoreStack.Part(location));
        await RefusedAsync(stack, location, "part-missing", "part-00000.parquet is missing: the manifest names 1 parts");
    }

    [Fact]
    public async Task Restore_TruncatedPart_IsRefused()
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        var bytes = await File.ReadAllBytesAsync(RestoreStack.Part(location));
        await File.WriteAllBytesAsync(RestoreStack.Part(location), bytes[..^100]);
        await RefusedAsync(stack, location, "part-damaged",
            $"part-00000.parquet is not the file that the manifest describes: it has {bytes.Length - 100} bytes, {bytes.Length} were written");
    }

    [Fact]
    public async Task RestoreAndVerify_OneBitChanged_AreRefused()
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        var bytes = await File.ReadAllBytesAsync(RestoreStack.Part(location));
        bytes[bytes.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(RestoreStack.Part(location), bytes);
        var run = await stack.RestoreAsync("--mode", "truncate", "--from", location);
        Assert.Equal((65, "part-damaged"), (run.ExitCode, run.Kind));
        Assert.Equal(0, await stack.DifferencesAsync("t", "before"));
        var verified = await stack.RestoreAsync("--verify", "--from", location);
        Assert.Equal((65, "part-damaged"), (verified.ExitCode, verified.Kind));
    }

    [Fact]
    public async Task RestoreAndVerify_OtherValuesThanTheManifestRecorded_FailTheProof()
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(RestoreStack.Manifest(location)))!;
        foreach (var proof in new[] { manifest["proof"]!, manifest["files"]![0]!["proof"]! }) proof["columns"]![1]!["hash"] = "0000000000000001";
        await File.WriteAllTextAsync(RestoreStack.Manifest(location), manifest.ToJsonString());

        await RefusedAsync(stack, location, "proof-mismatch", "public.t would not hold what the snapshot recorded: column v: values differ among 3000 present");
        var verified = await stack.RestoreAsync("--verify", "--from", location);
        Assert.Equal((65, "part-00000.parquet does not hold what the manifest recorded: column v: values differ among 3000 present"), (verified.ExitCode, verified.Message));
    }

    [Fact]
    public async Task Restore_ManifestOfAnotherTable_IsRefused()
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        await RefusedAsync(stack, location, "manifest-mismatch", "the manifest is of public.t, public.other was asked for", "--table", "public.other");
    }

    [Theory]
    [InlineData("alter table t alter v type varchar(40)", "column v was text and is character varying(40) in the target", FileFormat.Parquet)]
    [InlineData("alter table t alter v type varchar(40)", "column v was text and is character varying(40) in the target", FileFormat.Avro)]
    [InlineData("alter table t rename v to w", "column v (text) is not in the target\n  column w (text) is in the target and not in the snapshot", FileFormat.Avro)]
    [InlineData("alter table t add extra integer", "column extra (integer) is in the target and not in the snapshot", FileFormat.Parquet)]
    public async Task Restore_SchemaThatMovedOn_IsRefused(string change, string difference, FileFormat format)
    {
        var (stack, location) = await TakenAsync(format);
        using var _ = stack;
        await stack.Database.ExecuteAsync($"{change}; drop table before; create table before as table t");
        await RefusedAsync(stack, location, "schema-moved", $"The snapshot does not fit public.t:\n  {difference}");
        var appended = await stack.RestoreAsync("--mode", "append", "--from", location);
        Assert.Equal((65, "schema-moved"), (appended.ExitCode, appended.Kind));
        Assert.Equal(0, await stack.DifferencesAsync("t", "before"));
    }

    [Theory]
    [InlineData("create", FileFormat.Avro)]
    [InlineData("replace", FileFormat.Parquet)]
    public async Task Create_TypeThatMovedOn_IsRefused(string mode, FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create type mood as enum ('sad', 'fine'); create table m (n integer primary key, v mood); insert into m select n, 'fine' from generate_series(1, 100) n");
        var location = await stack.SnapshotAsync(JobStack.Entry("m", JobStack.Column("n", "integer"), JobStack.Column("v", "mood")) with { Format = format });
        await stack.Database.ExecuteAsync("drop table m; drop type mood; create type mood as enum ('sad', 'good')");
        if (mode == "replace") await stack.Database.ExecuteAsync("create table m as select 1 as n, 'good'::mood as v");
        var run = await stack.RestoreAsync("--mode", mode, "--from", location);
        Assert.Equal((65, "definition-incomplete"), (run.ExitCode, run.Kind));
        Assert.Equal("What the snapshot's definition needs is not in the target:\n  type public.mood is another in the target", run.Message);
        Assert.Equal(mode == "replace", await stack.Database.ScalarAsync<bool>("select to_regclass('m') is not null"));
    }

    [Fact]
    public async Task Restore_FilteredSnapshot_IsRefusedUnlessPartial()
    {
        var (stack, _) = await TakenAsync();
        using var __ = stack;
        await stack.Database.ExecuteAsync("create table f (n integer); insert into f values (1), (2), (3)");
        var location = await stack.SnapshotAsync(JobStack.Entry("f", JobStack.Column("n", "integer")) with { Filter = "n > 1" });
        await RefusedAsync(stack, location, "snapshot-not-exact", "The snapshot is no exact copy of public.f:\n  only rows that its entry's filter let pass are in it");
        var partial = await stack.RestoreAsync("--mode", "truncate", "--from", location, "--partial");
        Assert.True(partial.ExitCode == 0, partial.Errors);
        Assert.Equal(2, await stack.Database.ScalarAsync<long>("select count(*) from f"));
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Restore_EndedWhileItWaits_LeavesTheTargetAndASecondRunSucceeds(string signal)
    {
        var (stack, location) = await TakenAsync();
        using var _ = stack;
        // The load waits for a row of its own key that another session has not committed.
        await using var other = await stack.Database.OpenAsync();
        await using (var insert = new Npgsql.NpgsqlCommand("create table u (like t including all)", other)) await insert.ExecuteNonQueryAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var insert = new Npgsql.NpgsqlCommand("insert into u values (2500, 'held')", other)) await insert.ExecuteNonQueryAsync();
        using var job = RestoreStack.Start(stack.Database.Url, "--mode", "append", "--from", location, "--into", "public.u");
        await stack.Database.WaitForAsync("exists (select from pg_stat_activity where application_name = 'platform restore' and datname = current_database() and wait_event_type = 'Lock')");
        job.Signal(signal);
        var run = await job.EndAsync();
        Assert.Equal(signal == "KILL" ? 137 : 75, run.ExitCode);
        await transaction.RollbackAsync();
        await stack.Database.WaitForAsync("not exists (select from pg_stat_activity where application_name = 'platform restore' and datname = current_database())");
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from u"));

        var again = await stack.RestoreAsync("--mode", "append", "--from", location, "--into", "public.u");
        Assert.True(again.ExitCode == 0, again.Errors);
        Assert.Equal(3000, await stack.Database.ScalarAsync<long>("select count(*) from u"));
    }
}
