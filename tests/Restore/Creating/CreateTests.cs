using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;
using Platform.Services;

namespace Platform.Restore.Tests.Creating;

/// <summary>Tables made from their snapshots' definitions: what the server says of the new table is what it said of the old one.</summary>
public sealed class CreateTests
{
    private const string Rich = """
        create schema sales; create extension citext;
        create type mood as enum ('sad', 'it''s "fine"'); comment on type mood is 'How it was';
        create domain price as numeric(8,2) default 1.50 constraint positive check (value >= 0);
        create domain feeling as mood not null;
        create type "Odd pair" as (a integer, b mood);
        create type words as range (subtype = text, collation = "C");
        create type span as range (subtype = float8, subtype_diff = float8mi);
        create sequence sales.shared start 7;
        create table public.other (id integer primary key); insert into other values (1), (2);
        create function public.note() returns trigger language plpgsql as $$ begin raise 'it fired'; end $$;
        create table sales."Order lines" (
          id bigint generated always as identity (start with 10 increment by 5 minvalue 10 cycle),
          "Serial no" serial, small smallserial, shared integer default nextval('sales.shared'),
          code text collate "C" not null default E'it''s \\ a "default"', m mood default 'it''s "fine"', f feeling default 'sad',
          cost price, pair "Odd pair", s span, w words, name public.citext, "mood.t" text default 'public.mood' check ("mood.t" <> 'sales."Order lines"'),
          other integer references public.other on delete cascade, parent bigint,
          doubled integer generated always as (other * 2) stored, at timestamptz not null default now(), tags mood[] default '{sad}',
          primary key (id), constraint one_code unique (code) deferrable initially deferred, constraint late check (other < 100) no inherit,
          exclude using gist (s with &&)
        ) with (fillfactor = 70, autovacuum_enabled = off);
        alter table sales."Order lines" add constraint old_rule check (other <> 17) not valid, add foreign key (parent) references sales."Order lines" (id),
          alter column code set storage external, alter column code set statistics 500, alter column name set compression pglz, cluster on "Order lines_pkey", replica identity using index "Order lines_pkey";
        create index partial on sales."Order lines" using btree (lower(code) desc nulls last, m) include (at) where m = 'sad'::mood;
        create unique index on sales."Order lines" (at, id);
        create statistics sales.together (dependencies) on small, shared from sales."Order lines";
        create trigger noted before insert on sales."Order lines" for each row when (new.m = 'sad'::mood) execute function note('sales."Order lines"');
        create trigger slept after update of code on sales."Order lines" for each statement execute function note();
        alter table sales."Order lines" disable trigger slept;
        comment on table sales."Order lines" is 'It''s a table'; comment on column sales."Order lines"."Serial no" is E'a \\ comment';
        comment on constraint one_code on sales."Order lines" is 'once'; comment on index sales.partial is 'some';
        alter table sales."Order lines" disable trigger noted;
        insert into sales."Order lines" (code, m, cost, pair, s, w, name, other, parent) select 'c' || n, case n % 2 when 0 then 'sad'::mood end, n / 7.0, row(n, 'sad')::"Odd pair",
          span(n, n + 0.5), words('a', 'b' || n), 'N' || n, 1 + n % 2, case when n > 1 then 10 end from generate_series(1, 3000) n;
        alter table sales."Order lines" enable always trigger noted;
        """;

    private static readonly Entry RichEntry = new()
    {
        Source = "shop",
        Table = new TableName("sales", "Order lines"),
        Schedule = Registry.Schedules.Schedule.Hourly,
        MaxLateness = TimeSpan.FromHours(2),
        Columns =
        [
            JobStack.Column("id", "bigint"), JobStack.Column("Serial no", "integer"), JobStack.Column("small", "smallint"), JobStack.Column("shared", "integer"),
            JobStack.Column("code", "text"), JobStack.Column("m", "mood"), JobStack.Column("f", "mood"), JobStack.Column("cost", "numeric(8,2)"), JobStack.Column("pair", "\"Odd pair\""),
            JobStack.Column("s", "span"), JobStack.Column("w", "words"), JobStack.Column("name", "citext"), JobStack.Column("mood.t", "text"), JobStack.Column("other", "integer"), JobStack.Column("parent", "bigint"),
            JobStack.Column("doubled", "integer"), JobStack.Column("at", "timestamptz"), JobStack.Column("tags", "mood[]"),
        ],
    };

    [Fact]
    public async Task Create_IntoAnEmptyDatabase_MakesTheTableTheServerDescribedBefore()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync(Rich);
        var location = await stack.SnapshotAsync(RichEntry);
        var target = await PostgresServer.CreateDatabaseAsync();

        var lacking = await stack.RestoreIntoAsync(target.Url, "--mode", "create", "--from", location);
        Assert.Equal((65, "definition-incomplete"), (lacking.ExitCode, lacking.Kind));
        Assert.Equal("What the snapshot's definition needs is not in the target:\n  type public.citext of extension citext is not in the target", lacking.Message);
        await target.ExecuteAsync("create extension citext");
        lacking = await stack.RestoreIntoAsync(target.Url, "--mode", "create", "--from", location);
        Assert.Equal("""
            What the snapshot's definition needs is not in the target:
              trigger noted: PostgreSQL refused (42883): function public.note() does not exist
              state of trigger noted: PostgreSQL refused (42704): trigger "noted" for table "Order lines" does not exist
              trigger slept: PostgreSQL refused (42883): function public.note() does not exist
              state of trigger slept: PostgreSQL refused (42704): trigger "slept" for table "Order lines" does not exist
              constraint Order lines_other_fkey: PostgreSQL refused (42P01): relation "public.other" does not exist
            """, lacking.Message);
        Assert.Equal(0, await target.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%' or nspname = 'sales'"));

        await target.ExecuteAsync("""
            create function public.note() returns trigger language plpgsql as $$ begin raise 'it fired'; end $$;
            create table public.other (id integer primary key); insert into other values (1), (2);
            """);
        var run = await stack.RestoreIntoAsync(target.Url, "--mode", "create", "--from", location);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.True(run.Has("proved"));
        Assert.Equal(await RestoredTables.DefinitionAsync(stack.Database, "sales.\"Order lines\""), await RestoredTables.DefinitionAsync(target, "sales.\"Order lines\""));
        Assert.Equal(0, await RestoredTables.DifferencesAsync(stack.Database, target, "sales.\"Order lines\""));
        Assert.Equal(0, await target.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%'"));

        var again = await stack.RestoreIntoAsync(target.Url, "--mode", "create", "--from", location);
        Assert.Equal((65, "table-exists", "sales.Order lines is there already."), (again.ExitCode, again.Kind, again.Message));
    }

    [Fact]
    public async Task Create_BesideTheOriginalUnderAnotherName_SharesTypesAndTakesNoName()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync(Rich);
        var location = await stack.SnapshotAsync(RichEntry with { Parallel = 2 });

        var run = await stack.RestoreAsync("--mode", "create", "--from", location, "--into", "sales.lines then");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await stack.DifferencesAsync("sales.\"Order lines\"", "sales.\"lines then\""));
        Assert.Equal("lines then_pkey", await stack.Database.ScalarAsync<string>("select conname::text from pg_constraint where conrelid = 'sales.\"lines then\"'::regclass and contype = 'p'"));
        Assert.Equal("lines then_Serial no_seq", await stack.Database.ScalarAsync<string>("select split_part(replace(pg_get_serial_sequence('sales.\"lines then\"', 'Serial no'), '\"', ''), '.', 2)"));
        // Both go on where the original stood.
        await stack.Database.ExecuteAsync("alter table sales.\"lines then\" disable trigger user");
        Assert.Equal("15010,3001", await stack.Database.ScalarAsync<string>("insert into sales.\"lines then\" (code, other) values ('new', 1) returning id || ',' || \"Serial no\""));
    }

    [Fact]
    public async Task Create_Partial_LeavesOutWhatTheTargetCannotHave()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("""
            create function f() returns integer language sql as 'select 1'; create table o (id integer primary key); insert into o values (1);
            create table t (n integer primary key, d integer default f(), o integer references o); insert into t select n, n, 1 from generate_series(1, 100) n;
            """);
        var location = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("d", "integer"), JobStack.Column("o", "integer")));
        var target = await PostgresServer.CreateDatabaseAsync();

        var run = await stack.RestoreIntoAsync(target.Url, "--mode", "create", "--from", location, "--partial");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.True(run.Has("left-out"));
        Assert.Equal(100, await target.ScalarAsync<long>("select count(*) from t where d = n and o = 1"));
        Assert.Equal("t_pkey", await target.ScalarAsync<string>("select string_agg(conname::text, ',') from pg_constraint where conrelid = 't'::regclass and contype in ('p', 'f')"));
    }

    [Fact]
    public async Task Create_TablesOfAGroup_ReferToEachOtherInOneState()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("""
            create table customers (id integer primary key, best bigint); create table orders (id bigserial primary key, customer integer not null references customers);
            alter table customers add foreign key (best) references orders;
            insert into customers select generate_series(1, 50); insert into orders (customer) select 1 + n % 50 from generate_series(1, 500) n; update customers set best = id;
            """);
        var customers = await stack.SnapshotAsync(JobStack.Entry("customers", JobStack.Column("id", "integer"), JobStack.Column("best", "bigint")));
        var orders = await stack.SnapshotAsync(JobStack.Entry("orders", JobStack.Column("id", "bigint"), JobStack.Column("customer", "integer")) with { Format = FileFormat.Avro });
        var target = await PostgresServer.CreateDatabaseAsync();

        var run = await stack.RestoreIntoAsync(target.Url, "--mode", "create", "--from", orders, "--from", customers);

        Assert.True(run.ExitCode == 0, run.Errors);
        foreach (var table in new[] { "customers", "orders" })
        {
            Assert.Equal(await RestoredTables.DefinitionAsync(stack.Database, table), await RestoredTables.DefinitionAsync(target, table));
            Assert.Equal(0, await RestoredTables.DifferencesAsync(stack.Database, target, table));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_PartitionedParent_ComesBackWithPartitionsOrWithout(bool with)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("""
            create schema other;
            create table parts (n integer not null, at date not null, v text default 'x', primary key (n, at)) partition by range (at);
            create table parts_a partition of parts for values from ('2026-01-01') to ('2026-02-01');
            create table other.parts_b partition of parts for values from ('2026-02-01') to ('2026-03-01') partition by list (n);
            create table parts_b0 partition of other.parts_b default;
            create index by_v on parts (v);
            create index only_here on other.parts_b (n) include (v) where v <> 'y'; create index leaf_only on parts_a (lower(v));
            create table referred (n integer primary key); insert into referred select generate_series(1, 3000);
            alter table parts_a add constraint small check (n < 5000), add unique (n), add foreign key (n) references referred;
            insert into parts select n, '2026-01-15'::date + n % 28 from generate_series(1, 3000) n;
            """);
        var location = await stack.SnapshotAsync(JobStack.Entry("parts", JobStack.Column("n", "integer"), JobStack.Column("at", "date"), JobStack.Column("v", "text")));
        var target = await PostgresServer.CreateDatabaseAsync();
        await target.ExecuteAsync("create table referred (n integer primary key); insert into referred select generate_series(1, 3000)");

        var run = await stack.RestoreIntoAsync(target.Url, ["--mode", "create", "--from", location, .. with ? Array.Empty<string>() : ["--without-partitions"]]);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await RestoredTables.DifferencesAsync(stack.Database, target, "parts"));
        if (with) Assert.Equal(await RestoredTables.DefinitionAsync(stack.Database, "parts"), await RestoredTables.DefinitionAsync(target, "parts"));
        Assert.Equal(with ? "p" : "r", await target.ScalarAsync<string>("select relkind::text from pg_class where oid = 'parts'::regclass"));
        Assert.Equal(2, await target.ScalarAsync<long>("select count(*) from pg_index where indrelid = 'parts'::regclass and indisvalid"));
    }
}
