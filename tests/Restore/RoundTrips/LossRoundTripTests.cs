using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;

namespace Platform.Restore.Tests.RoundTrips;

/// <summary>Values that the lake's types cannot hold, under each policy: exactly back from their sidecars, or refused unless allowed by name.</summary>
public sealed class LossRoundTripTests
{
    /// <summary>No key, and rows that are there twice.</summary>
    private const string Table = """
        create type visit as (day date, cost numeric(6,2));
        create table t (id int, weight numeric, day date, at timestamp, seen timestamptz, coarse timestamp, tags numeric(4,2)[], visit visit, visits visit[]);
        insert into t values
          (1, 1.5, '2024-02-29', '2024-02-29 12:00:00.000001', '2024-02-29 12:00:00+02', '2024-02-29 12:00:00.001', '{1.5,null}', row('2024-01-01', 1.5), array[row('2024-01-01', 1)]::visit[]),
          (2, null, null, null, null, null, null, null, null),
          (3, 'NaN', 'infinity', 'infinity', 'infinity', 'infinity', '{NaN,2}', row('infinity', 'NaN'), array[row('2024-01-01', 1), row('infinity', 2)]::visit[]),
          (4, 1000, '-infinity', '-infinity', '-infinity', '-infinity', '{{1,2},{3,4}}', row(null, 'NaN'), array[array[row('2024-01-01', 1)]]::visit[]),
          (5, -0.0055, '0044-03-15 BC', '0044-03-15 BC', '0044-03-15 00:00:00+00 BC', '0044-03-15 BC', '[0:1]={1,2}', row('0044-03-15 BC', 1), '{}'),
          (6, 1e40, '10000-01-01', '10000-01-01', '10000-01-01 00:00:00+00', '10000-01-01', '{10,-10}', row('10000-01-01', null), null),
          (7, -99999.99, '0001-01-01', '0001-01-01', '0001-01-01 00:00:00+00', '1969-12-31 23:59:59.9995', '{}', row('9999-12-31', 9999.99), null);
        insert into t table t; create table original as table t;
        """;

    private static Entry EntryWith(OnLoss policy, FileFormat format)
    {
        EntryColumn[] fields = [JobStack.Column("day", "date"), JobStack.Column("cost", "numeric(6,2)")];
        EntryColumn[] columns =
        [
            JobStack.Column("weight", "numeric", "decimal(5,2)"), JobStack.Column("day", "date"), JobStack.Column("at", "timestamp"), JobStack.Column("seen", "timestamptz"), JobStack.Column("coarse", "timestamp", "millis"),
            JobStack.Column("tags", "numeric(4,2)[]"), JobStack.Column("visit", "visit") with { Fields = fields }, JobStack.Column("visits", "visit[]") with { Fields = fields },
        ];
        return JobStack.Entry("t", [JobStack.Column("id", "integer"), .. columns.Select(c => c with { OnLoss = policy })]) with { Format = format };
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Restore_OnLossText_PutsEveryValueBack(FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync(Table);
        var location = await stack.SnapshotAsync(EntryWith(OnLoss.Text, format));
        await stack.Database.ExecuteAsync("truncate t");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", location);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from ((table t except all table original) union all (table original except all table t)) d"));
        Assert.Equal(14, await stack.Database.ScalarAsync<long>("select count(*) from t"));
    }

    [Theory]
    [InlineData(OnLoss.Null, FileFormat.Parquet)]
    [InlineData(OnLoss.Null, FileFormat.Avro)]
    [InlineData(OnLoss.Clamp, FileFormat.Parquet)]
    [InlineData(OnLoss.Clamp, FileFormat.Avro)]
    public async Task Restore_LostValues_AreRefusedAndAllowedByName(OnLoss policy, FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync(Table);
        var location = await stack.SnapshotAsync(EntryWith(policy, format));

        var refused = await stack.RestoreAsync("--mode", "truncate", "--from", location);
        Assert.Equal((65, "snapshot-not-exact"), (refused.ExitCode, refused.Kind));
        Assert.Contains($"column weight lost 2 values (nan, {(policy == OnLoss.Null ? "null" : "clamp")})", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await stack.DifferencesAsync("t", "original"));

        var allowed = await stack.RestoreAsync(["--mode", "truncate", "--from", location, .. new[] { "weight", "day", "at", "seen", "coarse", "tags", "visit", "visits" }.SelectMany(c => new[] { "--allow", c })]);
        Assert.True(allowed.ExitCode == 0, allowed.Errors);
        Assert.Equal(14, await stack.Database.ScalarAsync<long>("select count(*) from t"));
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Restore_OneRowOf200MB_ComesBack(FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (n integer, v text); insert into t values (1, 'small'), (2, repeat('0123456789abcdef', 13107200)), (3, 'small again')");
        var location = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text")) with { MaxValueBytes = 256 << 20, Format = format });
        var run = await stack.RestoreAsync("--mode", "create", "--from", location, "--into", "public.made");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("5,209715200,11", await stack.Database.ScalarAsync<string>("select string_agg(octet_length(v)::text, ',' order by n) from made"));
        Assert.True(await stack.Database.ScalarAsync<bool>("select bool_and(m.v = t.v) from made m join t using (n)"));
    }
}
