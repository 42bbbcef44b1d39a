using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.BadInput;

/// <summary>The table is not what the entry says, or may not be read.</summary>
public sealed class SourceTests
{
    [Fact]
    public async Task Run_MissingTable_NamesTheNearest()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table orders (id int)");

        var run = await stack.RunAsync(JobStack.Entry("order", JobStack.Column("id", "integer")));

        await stack.AssertRefusedAsync(run, 65, "table-missing");
        await stack.AssertLedgerSaysWhyAsync(run);
        Assert.Contains("public.orders", run.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ColumnWithoutPermission_AsksForTheGrant()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table people (id int, salary int); grant select (id) on people to plain");
        stack.SourceUrl = stack.Source.PlainUrl;

        var run = await stack.RunAsync(JobStack.Entry("people", JobStack.Column("id", "integer"), JobStack.Column("salary", "integer")));

        await stack.AssertRefusedAsync(run, 77, run.Kind);
        await stack.AssertLedgerSaysWhyAsync(run);
        Assert.Contains("salary", run.Message, StringComparison.Ordinal);
        Assert.Contains("GRANT SELECT", run.Hint, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Run_RowLevelSecurityWouldFilter_IsRefused()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("""
            create table secrets (id int); insert into secrets values (1), (2);
            alter table secrets enable row level security; create policy half on secrets using (id = 1); grant select on secrets to plain;
            """);
        stack.SourceUrl = stack.Source.PlainUrl;

        var run = await stack.RunAsync(JobStack.Entry("secrets", JobStack.Column("id", "integer")));

        await stack.AssertRefusedAsync(run, 77, run.Kind);
        await stack.AssertLedgerSaysWhyAsync(run);
        Assert.Contains("row", run.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Run_ColumnChangedType_SaysWhatToChange()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (id bigint, added text)");

        var run = await stack.RunAsync(JobStack.Entry("t", JobStack.Column("id", "integer"), JobStack.Column("gone", "text")));

        await stack.AssertRefusedAsync(run, 65, "schema-drift");
        await stack.AssertLedgerSaysWhyAsync(run);
        Assert.Contains("bigint", run.Message + run.Hint, StringComparison.Ordinal);
        Assert.Contains("gone", run.Message + run.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NewColumnInSource_IsReportedAndPublished()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (id int, added text); insert into t values (1, 'x')");

        var run = await stack.RunAsync(JobStack.Entry("t", JobStack.Column("id", "integer")));

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("added", run.Event("notice").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TableDroppedWhileReading_TheDropWaitsAndTheSnapshotIsWhole()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table slow as select i as id from generate_series(1, 300) i");
        stack.Proof = "files";
        var entry = JobStack.Entry("slow", JobStack.Column("id", "integer")) with { Filter = "pg_sleep(0.01) is not null" };
        using var job = stack.Start(entry);
        await stack.Source.WaitForAsync("exists (select from pg_stat_activity where datname = current_database() and query like 'COPY%' and state = 'active')");
        await stack.Source.ExecuteAsync("drop table slow");

        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(300, run.Event("published").GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task Run_TableDroppedBetweenPlanAndRead_IsMissing()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table doomed as select 1 as id");
        await using var dropping = await stack.Source.OpenAsync();
        await using var drop = new Npgsql.NpgsqlCommand("begin; drop table doomed", dropping);
        await drop.ExecuteNonQueryAsync();
        using var job = stack.Start(JobStack.Entry("doomed", JobStack.Column("id", "integer")));
        await stack.Source.WaitForAsync("exists (select from pg_stat_activity where datname = current_database() and application_name like 'platform%' and wait_event_type = 'Lock')");
        await using var commit = new Npgsql.NpgsqlCommand("commit", dropping);
        await commit.ExecuteNonQueryAsync();

        var run = await job.EndAsync();

        await stack.AssertRefusedAsync(run, 65, "table-missing");
        await stack.AssertLedgerSaysWhyAsync(run);
    }

    [Fact]
    public async Task Run_NumericNaN_IsRefusedByColumnAndRow()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (id int, amount numeric(12,2)); insert into t values (1, 1.5), (2, 'NaN'), (3, 2)");

        var run = await stack.RunAsync(JobStack.Entry("t", JobStack.Column("id", "integer"), JobStack.Column("amount", "numeric(12,2)")));

        await stack.AssertRefusedAsync(run, 65, run.Kind);
        await stack.AssertLedgerSaysWhyAsync(run);
        Assert.Equal("amount", run.Event("failed").GetProperty("column").GetString());
        Assert.StartsWith("column amount, row 2: ", run.Message, StringComparison.Ordinal);
    }
}
