using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Tests.Session;

namespace Platform.Sources.Postgres.Tests.Ddl;

public sealed class DdlReaderTests
{
    private const string Everything = """
        create type mood as enum ('sad', 'ok');
        create domain price as numeric(10, 2) not null default 1 constraint above check (value > 0);
        create type pair as (a int, m mood);
        comment on type mood is 'How it is.';
        create table customers (id int primary key);
        create sequence tickets;
        create table t (
          id bigint generated always as identity (start 100 increment 5) primary key,
          old serial,
          ticket bigint default nextval('tickets'),
          customer int not null references customers (id) on delete cascade,
          "Name" varchar(20) collate "C" not null default 'it''s',
          m mood default 'ok', p price, pr pair, ms mood[],
          doubled int generated always as (2 * 2) stored,
          constraint positive check (customer > 0),
          unique (customer, "Name")
        ) with (fillfactor = 70);
        comment on table t is 'All.'; comment on column t.m is 'Mood.'; comment on constraint positive on t is 'No guests.';
        create index by_name on t (lower("Name")) where m = 'ok'; comment on index by_name is 'Search.';
        create statistics t_stats (dependencies) on customer, old from t;
        create function touch() returns trigger language plpgsql as 'begin return new; end';
        create trigger touched before update on t for each row execute function touch();
        alter table t disable trigger touched;
        alter table t enable row level security;
        create policy own on t for select to plain using (customer = 1);
        grant select on t to plain; grant update (m) on t to plain;
        alter table t alter ticket set statistics 500; alter table t alter "Name" set storage external;
        insert into customers values (1); insert into t (customer) values (1), (1) on conflict do nothing;
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_TableWithEverything_HoldsWhatRestoreNeeds()
    {
        await using var source = await Source.OpenAsync(Everything);

        var ddl = await DdlReader.ReadAsync(source.Probe, await source.ReadAsync("t"), Cancellation);

        Assert.Equal(("public", "t", "r", "p", "postgres", "All.", "heap", true), (ddl.Schema, ddl.Name, ddl.Kind, ddl.Persistence, ddl.Owner, ddl.Comment, ddl.AccessMethod, ddl.RowSecurity));
        Assert.Equal(["fillfactor=70"], ddl.Options);
        Assert.Contains("plain=r/postgres", ddl.Grants!);
        var columns = ddl.Columns.ToDictionary(c => c.Name);
        Assert.Equal(("bigint", true, "a"), (columns["id"].Type, columns["id"].NotNull, columns["id"].Identity));
        Assert.Equal("nextval('public.t_old_seq'::regclass)", columns["old"].Default);
        Assert.Equal(("character varying(20)", "pg_catalog.\"C\"", "'it''s'::character varying", "e"), (columns["Name"].Type, columns["Name"].Collation, columns["Name"].Default, columns["Name"].Storage));
        Assert.Equal(("public.mood", "Mood.", "'ok'::public.mood"), (columns["m"].Type, columns["m"].Comment, columns["m"].Default));
        Assert.Equal(["plain=w/postgres"], columns["m"].Grants);
        Assert.Equal(("public.price", "public.pair", "public.mood[]"), (columns["p"].Type, columns["pr"].Type, columns["ms"].Type));
        Assert.Equal(("s", "(2 * 2)"), (columns["doubled"].Generated, columns["doubled"].Default));
        Assert.Equal((500, -1), (columns["ticket"].StatisticsTarget, columns["id"].StatisticsTarget));
        Assert.Contains(ddl.Constraints, c => c is { Name: "positive", Type: "c", Definition: "CHECK ((customer > 0))", Comment: "No guests.", Validated: true });
        Assert.Contains(ddl.Constraints, c => c is { Type: "f", Definition: "FOREIGN KEY (customer) REFERENCES public.customers(id) ON DELETE CASCADE" });
        Assert.Equal(["t_pkey", "by_name", "t_customer_Name_key"], ddl.Indexes.Select(i => i.Name));
        Assert.Equal((true, "t_pkey", null), (ddl.Indexes[0].Primary, ddl.Indexes[0].Constraint, ddl.Indexes[1].Constraint));
        Assert.Equal("CREATE INDEX by_name ON public.t USING btree (lower((\"Name\")::text)) WHERE (m = 'ok'::public.mood)", ddl.Indexes[1].Definition);
        Assert.Equal("Search.", ddl.Indexes[1].Comment);
        Assert.Equal([("t_id_seq", "id", true, 100L, 5L), ("t_old_seq", "old", true, 1L, 1L), ("tickets", "ticket", false, 1L, 1L)],
            ddl.Sequences.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => (s.Name, s.Column!, s.Owned, s.Start, s.Increment)));
        Assert.All(ddl.Sequences, s => Assert.NotNull(s.LastValue));
        Assert.Equal("integer", ddl.Sequences.Single(s => s.Name == "t_old_seq").Type);
        var trigger = Assert.Single(ddl.Triggers);
        Assert.Equal(("touched", "D", "CREATE TRIGGER touched BEFORE UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.touch()"), (trigger.Name, trigger.Enabled, trigger.Definition));
        var policy = Assert.Single(ddl.Policies);
        Assert.Equal(("own", "r", true, "(customer = 1)", null), (policy.Name, policy.Command, policy.Permissive, policy.Using, policy.Check));
        Assert.Equal(["plain"], policy.Roles);
        Assert.Equal(["CREATE STATISTICS public.t_stats (dependencies) ON old, customer FROM public.t"], ddl.Statistics);
    }

    [Fact]
    public async Task Read_UserDefinedTypes_ComeInTheOrderTheyCanBeMade()
    {
        await using var source = await Source.OpenAsync(Everything);

        var ddl = await DdlReader.ReadAsync(source.Probe, await source.ReadAsync("t"), Cancellation);

        Assert.Equal(["mood", "pair", "price"], ddl.Types.Select(t => t.Name));
        Assert.Equal(["sad", "ok"], ddl.Types[0].Labels);
        Assert.Equal("How it is.", ddl.Types[0].Comment);
        Assert.Equal(["a:integer", "m:public.mood"], ddl.Types[1].Attributes!.Select(a => $"{a.Name}:{a.Type}"));
        Assert.Equal(("numeric(10,2)", true, "1"), (ddl.Types[2].Base, ddl.Types[2].NotNull, ddl.Types[2].Default));
        Assert.Equal([new TypeConstraintDdl("above", "CHECK ((VALUE > (0)::numeric))")], ddl.Types[2].Constraints);
    }

    [Fact]
    public async Task Read_PartitionedTable_HoldsKeysAndBounds()
    {
        await using var source = await Source.OpenAsync("""
            create table p (id int, at date not null) partition by range (at);
            create table p1 partition of p for values from ('2024-01-01') to ('2025-01-01') partition by hash (id);
            create table p1a partition of p1 for values with (modulus 1, remainder 0);
            create table pd partition of p default;
            """);

        var ddl = await DdlReader.ReadAsync(source.Probe, await source.ReadAsync("p"), Cancellation);

        Assert.Equal(("p", "RANGE (at)"), (ddl.Kind, ddl.PartitionKey));
        Assert.Equal(
            [
                new ChildDdl("public", "p1", "public.p", "p", "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')", "HASH (id)"),
                new ChildDdl("public", "pd", "public.p", "r", "DEFAULT", null),
                new ChildDdl("public", "p1a", "public.p1", "r", "FOR VALUES WITH (modulus 1, remainder 0)", null),
            ],
            ddl.Children);
    }

    [Fact]
    public async Task Read_ViewAndExtensionType_AreTold()
    {
        await using var source = await Source.OpenAsync("create extension citext; create view v as select 'x'::citext as c");

        var ddl = await DdlReader.ReadAsync(source.Probe, await source.ReadAsync("v"), Cancellation);

        Assert.Equal("v", ddl.Kind);
        Assert.Contains("'x'::public.citext", ddl.View, StringComparison.Ordinal);
        Assert.Equal(("citext", "citext"), (ddl.Types.Single().Name, ddl.Types.Single().Extension));
    }

    [Fact]
    public async Task Json_RoundTrip_KeepsTheDefinition()
    {
        await using var source = await Source.OpenAsync(Everything);
        var ddl = await DdlReader.ReadAsync(source.Probe, await source.ReadAsync("t"), Cancellation);

        var json = ddl.ToJson();

        Assert.Equal(json.GetRawText(), TableDdl.FromJson(json).ToJson().GetRawText());
        Assert.Equal("t", json.GetProperty("name").GetString());
        Assert.Equal(100, json.GetProperty("sequences").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "t_id_seq").GetProperty("start").GetInt64());
    }

    [Fact]
    public async Task Read_SystemCatalog_Works()
    {
        await using var source = await Source.OpenAsync("");

        var ddl = await DdlReader.ReadAsync(source.Probe, await source.ReadAsync("pg_proc", "pg_catalog"), Cancellation);

        Assert.True(ddl.Columns.Count > 20);
        Assert.Empty(ddl.Types);
    }
}
