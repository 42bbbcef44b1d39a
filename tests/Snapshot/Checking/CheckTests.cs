using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Checking;

public sealed class CheckTests
{
    private const string Orders = """
        create type order_status as enum ('new', 'paid', 'lost');
        create table orders (order_id bigint primary key, status order_status, total numeric(12,2), email text, created_at timestamptz, day date);
        insert into orders values (1, 'new', 10, 'a@x', now(), current_date), (2, 'paid', 20, 'b@x', now() - interval '3 days', current_date - 9);
        """;

    [Fact]
    public async Task Checks_ThatHold_ArePublishedWithTheirResults()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Orders);

        var run = await stack.RunAsync(Entry(
            new Check.Unique(["order_id"]), new Check.Unique(["status", "total"]), new Check.NotNull(["status", "email"]), new Check.Accepted("status", ["new", "paid"]),
            new Check.Range("total", "0", "20"), new Check.Matches("email", "@"), new Check.RowCountChange(30, 24), new Check.Fresh("created_at", TimeSpan.FromHours(2)),
            new Check.Fresh("day", TimeSpan.FromHours(30)), new Check.Sql("select count(*) = 0 from public.orders where total < 0 -- none")));

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(
            """
            0 unique order_id fail true: order_id unique; guaranteed by the index orders_pkey
            1 unique status, total fail true: status, total unique; unique
            2 not_null status, email fail true: no null in status, email; none
            3 accepted status fail true: status one of new, paid; none
            4 range total fail true: total from 0 to 20; none
            5 matches email fail true: email matches @; none
            6 row_count_change fail true: within 30% of the mean of the last 24; no earlier snapshot
            7 fresh created_at fail true: the newest created_at no older than 2 h at the snapshot time; fresh
            8 fresh day fail true: the newest day no older than 30 h at the snapshot time; fresh
            9 sql fail true: the query answers true; true
            """, await ResultsAsync(stack));
    }

    [Fact]
    public async Task Checks_ThatFail_PublishNothingAndKeepTheAttempt()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Orders);
        await stack.Source.ExecuteAsync("insert into orders values (3, null, -5, 'b@x', now(), null), (4, 'lost', 99, 'secret-word', now(), null)");

        var run = await stack.RunAsync(Entry(
            new Check.Unique(["email"]), new Check.NotNull(["status"]), new Check.Accepted("status", ["new", "paid"]) { Severity = CheckSeverity.Warn }, new Check.Range("total", "0", null),
            new Check.Matches("email", "@"), new Check.Sql("select null::boolean"), new Check.Fresh("created_at", TimeSpan.FromHours(2)), new Check.Sql("select false where false")));

        Assert.Equal((65, "check-failed"), (run.ExitCode, run.Kind));
        Assert.Equal(
            "6 of 8 checks failed: unique email: expected email unique, found 1 key in 2 rows; not_null status: expected no null in status, found 1 row with a null; "
            + "range total: expected total at least 0, found 1 row outside; matches email: expected email matches @, found 1 row that do not match; "
            + "sql: expected the query answers true, found null or no row; sql: expected the query answers true, found null or no row", run.Message);
        Assert.Equal("check failed: accepted status: expected status one of new, paid, found 1 row with another value", run.Event("notice").GetProperty("message").GetString());
        Assert.DoesNotContain("secret-word", run.Errors);
        Assert.Equal("failed check-failed 65 7", await stack.Ledger.ScalarAsync<string>(
            "select concat_ws(' ', status, error_type, exit_code, (select count(*) from platform.check_result where not passed)) from platform.run"));
        Assert.Empty(Directory.Exists(Path.Combine(stack.LakeDirectory, "_catalog")) ? Directory.GetFiles(Path.Combine(stack.LakeDirectory, "_catalog"), "*.json", SearchOption.AllDirectories) : []);
        var kept = stack.DataFiles();
        Assert.Equal(["_manifest.json", "part-00000.parquet"], kept.Select(Path.GetFileName));
        Assert.Contains(Path.GetDirectoryName(kept[0])!, run.Hint);
    }

    [Fact]
    public async Task Check_ThatOnlyWarns_Publishes()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Orders);

        var run = await stack.RunAsync(Entry(new Check.Accepted("status", ["new"]) { Severity = CheckSeverity.Warn }));

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.True(run.Has("notice"));
        Assert.Equal("0 accepted status warn false: status one of new; 1 row with another value", await ResultsAsync(stack));
    }

    [Theory]
    [InlineData("select nothing_there from public.orders", "check 2 of the entry (sql) cannot be evaluated. PostgreSQL refused (42703): column \"nothing_there\" does not exist")]
    [InlineData("select true from public.orders", "check 2 of the entry (sql) cannot be evaluated. PostgreSQL refused (21000): more than one row returned by a subquery used as an expression")]
    [InlineData("select 'secret-word'::integer > 0", "check 2 of the entry (sql) cannot be evaluated. PostgreSQL refused (22P02): a value's text form is invalid")]
    [InlineData("select true); commit; select (true", "check 2 of the entry (sql) cannot be evaluated. PostgreSQL refused (42601): syntax error at or near \";\"")]
    public async Task Check_ThatCannotBeEvaluated_IsNamed(string query, string message)
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Orders);

        var run = await stack.RunAsync(Entry(new Check.NotNull(["order_id"]), new Check.Sql(query)));

        Assert.Equal((78, "check-unusable", message), (run.ExitCode, run.Kind, run.Message));
        Assert.DoesNotContain("secret-word", run.Errors);
    }

    [Fact]
    public async Task Check_OfRowsThatCannotBeEvaluated_IsFoundAmongItsNeighbours()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Orders);

        var run = await stack.RunAsync(Entry(new Check.Matches("email", "@"), new Check.Matches("email", "(unclosed"), new Check.NotNull(["email"])));

        Assert.Equal((78, "check-unusable"), (run.ExitCode, run.Kind));
        Assert.StartsWith("check 2 of the entry (matches email) cannot be evaluated. PostgreSQL refused (2201B): ", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_SeeTheSnapshotAndTheFilter_NotWhatCameAfter()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (id integer, kind integer); insert into t values (1, 0), (1, 1), (2, 0)");
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer")) with { Filter = "kind = 0 -- only these", Checks = [new Check.Unique(["id"])] };

        var filtered = await stack.RunAsync(entry);
        var whole = await stack.RunAsync(entry with { Filter = null }, null, "--force");

        Assert.True(filtered.ExitCode == 0, filtered.Errors);
        Assert.Equal("1 of 1 checks failed: unique id: expected id unique, found 1 key in 2 rows", whole.Message);
    }

    [Fact]
    public async Task RowCount_FarFromTheLastSnapshots_IsRefused()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (id integer primary key); insert into t select generate_series(1, 100)");
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer")) with { Checks = [new Check.RowCountChange(30, 24)] };
        var before = new SnapshotTime(stack.Hour.Value.AddHours(-1));
        Assert.Equal(0, (await stack.RunAsync(entry, before, "--accept-late")).ExitCode);
        await stack.Source.ExecuteAsync("delete from t where id > 60");

        var run = await stack.RunAsync(entry);

        Assert.Equal("1 of 1 checks failed: row_count_change: expected within 30% of the mean of the last 24, found 60 rows, -40% against a mean of 100 over 1", run.Message);
    }

    private static Entry Entry(params Check[] checks) => JobStack.Entry(
        "orders", JobStack.Column("order_id", "bigint"), JobStack.Column("status", "order_status"), JobStack.Column("total", "numeric(12,2)"),
        JobStack.Column("email", "text"), JobStack.Column("created_at", "timestamptz"), JobStack.Column("day", "date")) with
    { Checks = checks };

    private static Task<string> ResultsAsync(JobStack stack) => stack.Ledger.ScalarAsync<string>(
        "select string_agg(format('%s %s %s %s: %s; %s', number, name, severity, passed::text, expected, found), E'\\n' order by number) from platform.check_result");
}
