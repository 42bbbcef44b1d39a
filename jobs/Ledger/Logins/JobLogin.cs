using Npgsql;
using Platform.Ledger.Connections;
using Platform.Ledger.Migrations;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Ledger.Logins;

/// <summary>The role by which jobs log in: a member of <c>platform_job</c>, which may run the protocol and nothing else.</summary>
public static class JobLogin
{
    /// <summary>Makes the login where it is not there, and gives it its password. One process at a time, so that two agree on one password.</summary>
    /// <param name="owner">As the ledger's owner.</param>
    /// <param name="name">Of the login.</param>
    /// <param name="settle">Answers the password, in ASCII, and has kept it where jobs find it before it answers: a process that dies in between leaves what the next one completes.</param>
    /// <param name="options">How the ledger is used.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task EnsureAsync(ConnectionUrl owner, string name, Func<CancellationToken, Task<string>> settle, LedgerOptions options, TimeProvider time, CancellationToken cancellation)
    {
        await using var ledger = new LedgerConnection(owner, options, time);
        await ledger.RunAsync(Stage.Configure, async (connection, token) =>
        {
            await using var alone = await MigrationLock.TakeAsync(connection, token).ConfigureAwait(false);
            var verifier = ScramVerifier.Of(await settle(token).ConfigureAwait(false));
            await using var command = new NpgsqlCommand(Sql(name, verifier), connection);
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>A verifier is letters, digits and <c>$ : + / =</c>; the name is ours.</summary>
    private static string Sql(string name, string verifier) => $"""
        do $$ begin if not exists (select from pg_roles where rolname = '{name}') then create role {name} login; end if; end $$;
        comment on role {name} is 'By which the jobs of platform log in; platform ledger migrate makes it.';
        alter role {name} login password '{verifier}';
        grant platform_job to {name};
        """;
}
