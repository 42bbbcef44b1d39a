using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;

namespace Platform.Restore.Tests.Creating;

/// <summary>Tables that take the place of others: as the snapshot recorded them, to the grants; or not at all.</summary>
public sealed class ReplaceTests
{
    private static readonly Entry Accounts = JobStack.Entry("accounts", JobStack.Column("id", "bigint"), JobStack.Column("tenant", "text"), JobStack.Column("note", "text"), JobStack.Column("parent", "bigint"));

    private static async Task<(RestoreStack Stack, string Location, string[] Roles)> TakenAsync()
    {
        var stack = await RestoreStack.CreateAsync();
        // Roles are the server's, and shared with other tests.
        var suffix = Guid.NewGuid().ToString("N")[..8];
        string[] roles = [$"own {suffix}", $"read_{suffix}"];
        await stack.Database.ExecuteAsync($"""
            create role "{roles[0]}"; create role {roles[1]};
            create table accounts (id bigserial primary key, tenant text not null, note text, parent bigint references accounts);
            insert into accounts (tenant, note) select 't' || n % 7, repeat('x', n % 50) from generate_series(1, 2000) n;
            alter table accounts owner to "{roles[0]}"; alter table accounts enable row level security; alter table accounts force row level security;
            create policy own_rows on accounts as restrictive for select to {roles[1]} using (tenant = current_user) ;
            create policy written on accounts for all using (true) with check (note is distinct from 'secret');
            grant select, insert on accounts to {roles[1]}; grant update (note) on accounts to {roles[1]}; grant references on accounts to public;
            revoke truncate on accounts from "{roles[0]}"; grant delete on accounts to {roles[1]} with grant option; grant usage on sequence accounts_id_seq to {roles[1]};
            """);
        return (stack, await stack.SnapshotAsync(Accounts), roles);
    }

    private const string Access = """
        select concat_ws(' | ', pg_get_userbyid(c.relowner), c.relacl, c.relrowsecurity, c.relforcerowsecurity, (select relacl from pg_class where oid = pg_get_serial_sequence('accounts', 'id')::regclass),
          (select attacl from pg_attribute where attrelid = c.oid and attname = 'note')) from pg_class c where c.oid = 'accounts'::regclass
        """;

    [Fact]
    public async Task Replace_TableThatWasChangedSince_IsWhatItWasToTheGrants()
    {
        var (stack, location, roles) = await TakenAsync();
        using var _ = stack;
        var definition = await RestoredTables.DefinitionAsync(stack.Database, "accounts");
        var access = await stack.Database.ScalarAsync<string>(Access);
        await stack.Database.ExecuteAsync($"""
            create table original as table accounts;
            alter table accounts owner to current_user; alter table accounts disable row level security; drop policy own_rows on accounts; drop policy written on accounts; revoke all on accounts from {roles[1]};
            alter table accounts drop column note, add column other integer default 7, drop constraint accounts_parent_fkey; update accounts set tenant = 'lost';
            """);

        var run = await stack.RestoreAsync("--mode", "replace", "--from", location);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(definition, await RestoredTables.DefinitionAsync(stack.Database, "accounts"));
        Assert.Equal(access, await stack.Database.ScalarAsync<string>(Access));
        Assert.Equal(0, await stack.DifferencesAsync("accounts", "original"));
        Assert.Equal(2001, await stack.Database.ScalarAsync<long>("insert into accounts (tenant) values ('new') returning id"));
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%'"));
    }

    [Fact]
    public async Task Replace_TableThatOthersReferTo_IsRefusedWithTheList()
    {
        var (stack, location, _) = await TakenAsync();
        using var __ = stack;
        await stack.Database.ExecuteAsync("""
            create view seen as select id, tenant from accounts; create materialized view kept as select count(*) from accounts;
            create table bookings (account bigint references accounts, whole accounts); create publication changes for table accounts;
            create table special () inherits (accounts);
            """);

        var run = await stack.RestoreAsync("--mode", "replace", "--from", location);

        Assert.Equal((65, "table-has-dependents"), (run.ExitCode, run.Kind));
        Assert.Equal("""
            Replacing public.accounts would leave behind what refers to it:
              column whole of table public.bookings
              default value for column id of table public.special
              foreign key bookings_account_fkey of public.bookings
              materialized view public.kept
              public.special inherits from it
              publication changes
              view public.seen
            """, run.Message);
        Assert.StartsWith("--mode truncate keeps the table and what refers to it", run.Hint, StringComparison.Ordinal);
        Assert.Equal(2000, await stack.Database.ScalarAsync<long>("select count(*) from only accounts"));
    }

    [Fact]
    public async Task Replace_TablesThatReferToEachOther_GoTogether()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("""
            create table customers (id integer primary key); create table orders (id integer primary key, customer integer references customers);
            insert into customers select generate_series(1, 50); insert into orders select n, 1 + n % 50 from generate_series(1, 500) n; create table original as table orders;
            """);
        var customers = await stack.SnapshotAsync(JobStack.Entry("customers", JobStack.Column("id", "integer")));
        var orders = await stack.SnapshotAsync(JobStack.Entry("orders", JobStack.Column("id", "integer"), JobStack.Column("customer", "integer")));
        await stack.Database.ExecuteAsync("truncate customers, orders");

        var alone = await stack.RestoreAsync("--mode", "replace", "--from", customers);
        Assert.Equal((65, "table-has-dependents"), (alone.ExitCode, alone.Kind));
        var run = await stack.RestoreAsync("--mode", "replace", "--from", customers, "--from", orders);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await stack.DifferencesAsync("orders", "original"));
        Assert.Equal(1, await stack.Database.ScalarAsync<long>("select count(*) from pg_constraint where conrelid = 'orders'::regclass and confrelid = 'customers'::regclass and convalidated"));
    }
}
