using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Tests.Session;

namespace Platform.Sources.Postgres.Tests.Schema;

public sealed class TableReaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_TableWithEveryKindOfColumn_ResolvesEach()
    {
        await using var source = await Source.OpenAsync("""
            create type mood as enum ('sad', 'ok', 'happy');
            create domain positive as numeric(10, 2) check (value > 0);
            create domain price as positive not null;
            create domain tags as text[];
            create type pair as (a int, b mood);
            create schema "Odd Schema";
            create type "Odd Schema"."Größe" as enum ('klein');
            create table t (
              id bigint generated always as identity primary key,
              gone int,
              "Name" varchar(20) not null default 'x',
              m mood,
              p price,
              tg tags,
              ms mood[],
              n numeric(12, 2)[],
              pr pair,
              r numrange,
              g int generated always as (1 + 1) stored,
              "naïve 列" "Odd Schema"."Größe",
              c char(5),
              v int2vector,
              one "char"
            );
            alter table t drop column gone;
            comment on table t is 'All kinds.';
            comment on column t."Name" is 'Its name.';
            create unique index by_name on t ("Name") include (m);
            create unique index partial on t (c) where c is not null;
            create unique index lowered on t (lower("Name"));
            """);

        var t = await source.ReadAsync("t");

        Assert.Equal(TableKind.Table, t.Kind);
        Assert.Equal("All kinds.", t.Comment);
        Assert.Equal("postgres", t.Owner);
        Assert.Equal(
            ["id:bigint", "Name:character varying(20)", "m:mood", "p:numeric(10,2)", "tg:text[]", "ms:mood[]", "n:numeric(12,2)[]", "pr:pair", "r:numrange", "g:integer",
             "naïve 列:\"Odd Schema\".\"Größe\"", "c:character(5)", "v:int2vector", "one:\"char\""],
            t.Columns.Select(c => $"{c.Name}:{c.Type.EntryText}"));
        Assert.Equal([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], t.Columns.Select(c => c.Number));
        Assert.Equal(["id", "Name", "p"], t.Columns.Where(c => !c.Nullable).Select(c => c.Name));
        Assert.False(t.Find("p")!.NotNull);
        Assert.Equal([("public.price", true), ("public.positive", false)], t.Find("p")!.Type.Domains.Select(d => (d.Name, d.NotNull)));
        Assert.Equal(["sad", "ok", "happy"], t.Find("m")!.Type.EnumLabels);
        Assert.Equal(["klein"], t.Find("naïve 列")!.Type.EnumLabels);
        Assert.Equal(TypeKind.Array, t.Find("tg")!.Type.Kind);
        Assert.Equal(TypeKind.Enum, t.Find("ms")!.Type.Element!.Kind);
        Assert.Equal("numeric(12,2)", t.Find("n")!.Type.Element!.Text);
        Assert.Equal(["a:integer", "b:public.mood"], t.Find("pr")!.Type.Attributes.Select(a => $"{a.Name}:{a.Type}"));
        Assert.Equal("numeric", t.Find("r")!.Type.Subtype!.Text);
        Assert.Equal(TypeKind.Base, t.Find("v")!.Type.Kind);
        Assert.Null(t.Find("v")!.Type.Element);
        Assert.Equal(ColumnIdentity.Always, t.Find("id")!.Identity);
        Assert.Equal((ColumnGeneration.Stored, "(1 + 1)"), (t.Find("g")!.Generation, t.Find("g")!.Default));
        Assert.Equal(("'x'::character varying", "Its name."), (t.Find("Name")!.Default, t.Find("Name")!.Comment));
        Assert.Equal(["t_pkey:id", "by_name:Name"], t.Indexes.Select(i => $"{i.Name}:{string.Join(',', i.Columns)}"));
        Assert.Equal("t_pkey", t.PrimaryKey!.Name);
        Assert.Null(t.MoneyScale);
        Assert.Equal(8192, t.BlockSize);
        Assert.Equal((0, true, true), (t.Leaves.Single().Bytes, t.Leaves.Single().Heap, t.Leaves.Single().Readable));
    }

    [Fact]
    public async Task Read_TableNeverAnalysed_KnowsItsSize()
    {
        await using var source = await Source.OpenAsync("create table big as select i, repeat('x', 100) as x from generate_series(1, 10000) i");

        var big = await source.ReadAsync("big");

        Assert.Equal(await source.Database.ScalarAsync<long>("select pg_relation_size('big')", Cancellation), big.Bytes);
        Assert.InRange(big.Bytes, 1_000_000, 3_000_000);
    }

    [Fact]
    public async Task Read_PartitionedTable_ExpandsToItsLeaves()
    {
        await using var source = await Source.OpenAsync("""
            create table p (k int, at date) partition by list (k);
            create table p1 partition of p for values in (1) partition by range (at);
            create table p1a partition of p1 for values from ('2024-01-01') to ('2025-01-01');
            create table p2 (at date, extra int, k int);
            alter table p2 drop column extra;
            alter table p attach partition p2 for values in (2);
            insert into p select 2, date '2024-01-01' from generate_series(1, 5000);
            """);

        var p = await source.ReadAsync("p");

        Assert.Equal(TableKind.PartitionedTable, p.Kind);
        Assert.Equal(["public.p2", "public.p1a"], p.Leaves.Select(l => l.Name.ToString()));
        Assert.True(p.Leaves[0].Bytes > 0);
    }

    [Fact]
    public async Task Read_InheritanceParent_CountsItsOwnRowsAndItsChildren()
    {
        await using var source = await Source.OpenAsync("""
            create table a (id int primary key);
            create table b (extra text) inherits (a);
            """);

        var a = await source.ReadAsync("a");

        Assert.Equal(["public.a", "public.b"], a.Leaves.Select(l => l.Name.ToString()).Order());
        Assert.Empty(a.Indexes);
    }

    [Fact]
    public async Task Read_ViewsAndForeignTables_AreTold()
    {
        await using var source = await Source.OpenAsync("""
            create table t (id int not null, m money);
            create view v as select * from t;
            create materialized view mv as select * from t;
            create extension postgres_fdw;
            create server s foreign data wrapper postgres_fdw;
            create foreign table f (id int) server s;
            """);

        Assert.Equal((TableKind.View, 0), ((await source.ReadAsync("v")).Kind, (await source.ReadAsync("v")).Leaves.Count));
        var mv = await source.ReadAsync("mv");
        Assert.Equal((TableKind.MaterializedView, true, 2), (mv.Kind, mv.Leaves.Single().Heap, mv.MoneyScale));
        var f = await source.ReadAsync("f");
        Assert.Equal((TableKind.ForeignTable, false), (f.Kind, f.Leaves.Single().Heap));
    }

    [Fact]
    public async Task Read_MissingTable_NamesTheNearest()
    {
        await using var source = await Source.OpenAsync("create table orders (id int); create table order_items (id int); create table zebra (id int)");

        var failure = await Assert.ThrowsAsync<PlatformException>(() => source.ReadAsync("Oders"));

        Assert.Equal((ExitCode.Data, "table-missing", "public.Oders"), (failure.ExitCode, failure.Kind, failure.Table));
        Assert.Equal($"There is no table public.Oders in database {source.Database.Name}.", failure.Message);
        Assert.Equal("the nearest is public.orders; a table that is gone for good needs state: retired in its entry", failure.Hint);
    }

    [Fact]
    public async Task Read_IndexOrSequence_IsNoTable()
    {
        await using var source = await Source.OpenAsync("create table t (id serial primary key)");

        Assert.Equal("table-missing", (await Assert.ThrowsAsync<PlatformException>(() => source.ReadAsync("t_pkey"))).Kind);
        Assert.Equal("table-missing", (await Assert.ThrowsAsync<PlatformException>(() => source.ReadAsync("t_id_seq"))).Kind);
    }

    [Fact]
    public async Task Check_SchemaNotUsable_NamesTheGrant()
    {
        await using var source = await Source.OpenAsync("create schema closed; create table closed.t (id int); grant select on closed.t to plain", plain: true);
        var t = await source.ReadAsync("t", "closed");

        var failure = Assert.Throws<PlatformException>(() => ReadPermission.Check(t, t.Columns));

        Assert.Equal(ExitCode.Permission, failure.ExitCode);
        Assert.Equal("The role plain may not use the schema closed.", failure.Message);
        Assert.Equal("run: GRANT USAGE ON SCHEMA \"closed\" TO \"plain\";", failure.Hint);
    }

    [Fact]
    public async Task Check_OneColumnDenied_NamesItAndTheGrant()
    {
        await using var source = await Source.OpenAsync("create table t (id int, \"Secret\" text); grant select (id) on t to plain", plain: true);
        var t = await source.ReadAsync("t");

        ReadPermission.Check(t, [t.Find("id")!]);
        var failure = Assert.Throws<PlatformException>(() => ReadPermission.Check(t, t.Columns));

        Assert.Equal((ExitCode.Permission, "permission-denied", "Secret"), (failure.ExitCode, failure.Kind, failure.Column));
        Assert.Equal("The role plain may not read column Secret of public.t.", failure.Message);
        Assert.Equal("run: GRANT SELECT (\"Secret\") ON \"public\".\"t\" TO \"plain\";", failure.Hint);
        Assert.False(t.Leaves.Single().Readable);
    }

    [Fact]
    public async Task Check_WholeTableDenied_NamesOneGrant()
    {
        await using var source = await Source.OpenAsync("create table t (id int, x text)", plain: true);
        var t = await source.ReadAsync("t");

        var failure = Assert.Throws<PlatformException>(() => ReadPermission.Check(t, t.Columns));

        Assert.Equal("The role plain may not read columns id, x of public.t.", failure.Message);
        Assert.Equal("run: GRANT SELECT ON \"public\".\"t\" TO \"plain\";", failure.Hint);
    }

    [Fact]
    public async Task Check_PolicyThatWouldFilter_IsRefusedAndItsOwnerMayRead()
    {
        const string sql = """
            create table t (id int); insert into t values (1), (2);
            grant select on t to plain;
            alter table t enable row level security;
            create policy odd on t using (id % 2 = 1);
            """;
        await using var source = await Source.OpenAsync(sql, plain: true);
        var t = await source.ReadAsync("t");

        var failure = Assert.Throws<PlatformException>(() => ReadPermission.Check(t, t.Columns));

        Assert.Equal((ExitCode.Permission, "row-security"), (failure.ExitCode, failure.Kind));
        Assert.Equal("Row-level security would hide rows of public.t from the role plain.", failure.Message);
        Assert.Equal("run: ALTER ROLE \"plain\" BYPASSRLS; a snapshot never holds a part of a table unremarked", failure.Hint);
        await using var owner = await Source.OpenSessionAsync(source.Database.Url);
        var seen = await TableReader.ReadAsync(owner.Probe, new TableName("public", "t"), Cancellation);
        Assert.True(seen.RowSecurityEnabled);
        ReadPermission.Check(seen, seen.Columns);
    }
}
