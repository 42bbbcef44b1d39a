using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Writing;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Describing;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Tests.Session;

namespace Platform.Sources.Postgres.Tests.Describing;

public sealed class TableDescriberTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Describe_TableWithChoices_WritesAFileThatSaysWhy()
    {
        await using var source = await Source.OpenAsync("""
            create type order_status as enum ('new', 'paid', 'shipped');
            create type pair as (a int, b text);
            create domain email_address as text;
            create table orders (
              order_id bigint primary key,
              status order_status not null,
              total numeric(12,2),
              weight numeric,
              unused numeric,
              odd numeric,
              wide numeric,
              email email_address,
              tags text[],
              grid int[],
              period tstzrange,
              pr pair,
              at timestamptz,
              until date,
              "Mixed Case" text,
              total_2 numeric(12,2) generated always as (total * 2) stored
            );
            comment on table orders is 'One row per order.';
            comment on column orders.total is 'With tax: 20%';
            insert into orders (order_id, status, weight, odd, wide, tags, grid, until) values
              (1, 'new', 12.125, 1, 1e30, '{a}', '{{1,2},{3,4}}', 'infinity'),
              (2, 'paid', -0.5, 'NaN', 0.0000000001, '{}', null, '2024-01-01');
            """);

        var described = await TableDescriber.DescribeAsync(source.Probe, await source.ReadAsync("orders"), Cancellation);

        Assert.Equal("""
            # yaml-language-server: $schema=../table.schema.json
            table: public.orders
            description: One row per order.
            key: [order_id]
            columns:
              - { name: order_id, type: bigint, nullable: false }
              - { name: status, type: order_status, nullable: false }    # enum: new, paid, shipped
              - { name: total, type: "numeric(12,2)", description: "With tax: 20%" }
              - { name: weight, type: numeric, as: "decimal(18,3)" }    # numeric without precision: the live values need 2 digits before the point and 3 after it; a value that does not fit refuses the run
              - { name: unused, type: numeric }    # numeric without precision and no value to judge by: exact text; write as: decimal(p,s) where its values are known to fit
              - { name: odd, type: numeric, as: text }    # some values are NaN or infinite, which a decimal cannot say: exact text
              - { name: wide, type: numeric }    # the live values need more than the 38 digits of a decimal: exact text
              - { name: email, type: text }    # domain public.email_address; looks like personal data: consider pii: true and a mask
              - { name: tags, type: "text[]" }
              - { name: grid, type: "integer[]", as: json }    # some values have several dimensions or do not start at 1, which a list cannot say: the array as JSON
              - { name: period, type: tstzrange, as: text }    # a range in PostgreSQL's text form
              - { name: pr, type: pair, fields: [{ name: a, type: integer }, { name: b, type: text }] }
              - { name: at, type: timestamp with time zone }
              - { name: until, type: date, as: text }    # some values are infinite or outside the years 0001 to 9999, which a lake date cannot say: PostgreSQL's text form
              - { name: Mixed Case, type: text }
              - { name: total_2, type: "numeric(12,2)" }    # generated

            """, EntryWriter.Write(described.File, described.Comments));
    }

    [Fact]
    public async Task Describe_NoPrimaryKey_TakesTheSmallestUniqueIndexWithoutNulls()
    {
        await using var source = await Source.OpenAsync("""
            create table t (a int not null, b int not null, c int);
            create unique index on t (c); create unique index wide on t (a, b, c); create unique index pair on t (a, b);
            create table u (a int);
            """);

        var t = await TableDescriber.DescribeAsync(source.Probe, await source.ReadAsync("t"), Cancellation);
        var u = await TableDescriber.DescribeAsync(source.Probe, await source.ReadAsync("u"), Cancellation);

        Assert.Equal(["a", "b"], t.File.Key);
        Assert.Equal("no primary key: the columns of the unique index pair", t.Comments.Keys["key"]);
        Assert.Null(u.File.Key);
        Assert.StartsWith("no primary key and no unique index", u.Comments.Keys["columns"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_ColumnsThatCannotStand_AreLeftOutAndTold()
    {
        await using var source = await Source.OpenAsync("""
            create table t (id int, "ID" int, snapshot_hour text, secret text);
            grant select (id, "ID", snapshot_hour) on t to plain;
            """, plain: true);

        var described = await TableDescriber.DescribeAsync(source.Probe, await source.ReadAsync("t"), Cancellation);

        Assert.Equal(["id"], described.File.Columns.Select(c => c.Name));
        Assert.Equal("""
            left out: ID (the catalog lower-cases names, and this one is taken)
            left out: snapshot_hour (the catalog lower-cases names, and this one is taken)
            left out: secret (the role plain may not read it)
            """, described.Comments.Header);
    }

    [Fact]
    public async Task Describe_NothingReadable_IsPermission()
    {
        await using var source = await Source.OpenAsync("create table t (id int)", plain: true);
        var table = await source.ReadAsync("t");

        var failure = await Assert.ThrowsAsync<PlatformException>(() => TableDescriber.DescribeAsync(source.Probe, table, Cancellation));

        Assert.Equal("run: GRANT SELECT ON \"public\".\"t\" TO \"plain\";", failure.Hint);
    }

    [Fact]
    public async Task Describe_ValuesCannotBeLookedAt_SaysSoAndKeepsThemExactly()
    {
        await using var source = await Source.OpenAsync("create view v as select 1::numeric / (1 - i) as n from generate_series(0, 1) i");
        var live = await source.ReadAsync("v");

        var described = await TableDescriber.DescribeAsync(source.Probe, live, Cancellation);

        Assert.Contains("the values were not looked at: PostgreSQL refused (22012)", described.Comments.Header, StringComparison.Ordinal);
        Assert.Null(described.File.Columns[0].As);
        Assert.Equal(["1"], await source.QueryAsync("select 1"));
    }

    [Theory]
    [InlineData("pg_class")]
    [InlineData("pg_attribute")]
    [InlineData("pg_type")]
    [InlineData("pg_proc")]
    [InlineData("pg_statistic")]
    [InlineData("pg_index")]
    [InlineData("pg_settings")]
    public async Task Describe_SystemCatalog_MatchesAndReads(string name)
    {
        await using var source = await Source.OpenAsync("create table t (a int, b text default 'x'); insert into t values (1, 'y'), (2, 'z'); analyze t; alter table t add c int default 5");
        var live = await source.ReadAsync(name, "pg_catalog");

        var described = await TableDescriber.DescribeAsync(source.Probe, live, Cancellation);
        var entry = described.File.Merge(new SourceSettings { Name = "shop" });
        var match = SchemaMatch.Check(entry, live);

        Assert.Equal(live.Columns.Select(c => c.Name), match.Reads.Select(r => r.Field.Name));
        Assert.Empty(match.Notices);
        var rows = await source.QueryAsync($"select count(*) from pg_catalog.{name}");
        foreach (var (read, column) in match.Reads.Zip(live.Columns))
        {
            var type = (await source.QueryAsync($"select pg_typeof({read.Expression})::text from pg_catalog.{name} limit 1")).FirstOrDefault();
            if (read.Wire == WireType.Text && read.Expression != $"\"{column.Name}\"") Assert.Equal("text", type ?? "text");
        }

        await using var copy = await source.Probe.BeginBinaryExportAsync(
            $"COPY (SELECT {string.Join(", ", match.Reads.Select(r => r.Expression))} FROM pg_catalog.{name}) TO STDOUT (FORMAT BINARY)", Cancellation);
        var copied = 0;
        while (await copy.StartRowAsync(Cancellation) != -1)
        {
            copied++;
            for (var i = 0; i < match.Reads.Count; i++) await copy.SkipAsync(Cancellation);
        }

        Assert.Equal(rows[0], copied.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task List_AllOrOneSchema_LeavesOutPartitionsAndSystem()
    {
        await using var source = await Source.OpenAsync("""
            create schema other; create table other.b (id int); create table a (id int) partition by list (id); create table a1 partition of a for values in (1);
            create view v as select 1 as one; create temp table tmp (id int); grant select on a to plain;
            """, plain: true);

        var all = await TableLister.ListAsync(source.Probe, null, Cancellation);
        var catalog = await TableLister.ListAsync(source.Probe, "pg_catalog", Cancellation);

        Assert.Equal([("other.b", false), ("public.a", true)], all.Select(t => (t.Name.ToString(), t.Readable)));
        Assert.Contains(catalog, t => t.Name == new TableName("pg_catalog", "pg_class") && t.Readable);
    }

    [Fact]
    public async Task Describe_TableWithoutColumns_IsRefused()
    {
        await using var source = await Source.OpenAsync("create table nothing ()");

        var failure = await Assert.ThrowsAsync<PlatformException>(async () => await TableDescriber.DescribeAsync(source.Probe, await source.ReadAsync("nothing"), Cancellation));

        Assert.Equal((ExitCode.Data, "no-columns", "public.nothing"), (failure.ExitCode, failure.Kind, failure.Table));
    }
}
