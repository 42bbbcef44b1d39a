using Npgsql;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Session;

/// <summary>
/// Detects a pooler that lends server connections per transaction or statement: behind one, settings and exported snapshots of a session are lost
/// without a word. While one client connection sits in a transaction, a second one is used: a transaction pooler must then serve the two from
/// what a moment ago was one backend, or move one of them.
/// </summary>
internal static class PoolerProbe
{
    /// <summary>A pooler that rotates its server connections shows itself within a few rounds.</summary>
    private const int Rounds = 2;

    private const string StateSql = "select pg_backend_pid()::text, coalesce(current_setting('platform.session', true), '')";

    /// <exception cref="PlatformException">Configuration, <c>pooler</c>.</exception>
    public static async Task CheckAsync(NpgsqlConnection first, NpgsqlConnection second, CancellationToken cancellation)
    {
        await NameAsync(first, "first", cancellation).ConfigureAwait(false);
        await NameAsync(second, "second", cancellation).ConfigureAwait(false);
        var one = await StateAsync(first, cancellation).ConfigureAwait(false);
        var two = await StateAsync(second, cancellation).ConfigureAwait(false);
        Require(one.Name == "first" && two.Name == "second" && one.Backend != two.Backend);
        for (var round = 0; round < Rounds; round++)
        {
            var (holder, other, held, free) = round % 2 == 0 ? (second, first, two, one) : (first, second, one, two);
            await holder.ExecuteAsync("begin", cancellation).ConfigureAwait(false);
            Require(await StateAsync(holder, cancellation).ConfigureAwait(false) == held);
            Require(await StateAsync(other, cancellation).ConfigureAwait(false) == free);
            await holder.ExecuteAsync("rollback", cancellation).ConfigureAwait(false);
        }
    }

    private static Task NameAsync(NpgsqlConnection connection, string name, CancellationToken cancellation) =>
        connection.ExecuteAsync($"set platform.session = '{name}'", cancellation);

    private static async Task<State> StateAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        (await connection.ReadAsync(StateSql, r => new State(r.GetString(0), r.GetString(1)), cancellation).ConfigureAwait(false))[0];

    private static void Require(bool sameSession)
    {
        if (!sameSession) throw Failure();
    }

    public static PlatformException Failure(Exception? inner = null) => new(
        Stage.Connect, ExitCode.Configuration,
        "A pooler in transaction or statement mode stands between the job and PostgreSQL: session settings and the exported snapshot would be lost.",
        "connect to the server itself, or to a pool in session mode", inner)
    {
        Kind = "pooler",
    };

    private sealed record State(string Backend, string Name);
}
