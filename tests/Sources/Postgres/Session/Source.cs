using System.Collections.Concurrent;
using Npgsql;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Services;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Session;

namespace Platform.Sources.Postgres.Tests.Session;

/// <summary>
/// A database of the test's own and a session on it, as a job would have it. A database is emptied and lent again: making one takes the server longer
/// than most tests.
/// </summary>
public sealed class Source : IAsyncDisposable
{
    private const string Empty = """
        do $$ declare s text; begin
          for s in select quote_ident(nspname) from pg_namespace where nspname not like 'pg\_%' and nspname <> 'information_schema' loop
            execute 'drop schema ' || s || ' cascade';
          end loop;
        end $$;
        create schema public;
        grant usage on schema public to public;
        """;

    private static readonly ConcurrentBag<TestDatabase> Idle = [];

    public static readonly Guard Guard = EntryDefaults.Guard;

    private Source(TestDatabase database, SourceSession session)
    {
        Database = database;
        Session = session;
    }

    public TestDatabase Database { get; }

    public SourceSession Session { get; }

    public NpgsqlConnection Probe => Session.Probe;

    /// <summary>Runs <paramref name="sql"/> in a fresh database as its owner, then opens a session as owner or as the role without rights.</summary>
    public static async Task<Source> OpenAsync(string sql, bool plain = false)
    {
        if (!Idle.TryTake(out var database)) database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        if (sql.Length > 0) await database.ExecuteAsync(sql, TestContext.Current.CancellationToken);
        return new Source(database, await OpenSessionAsync(plain ? database.PlainUrl : database.Url));
    }

    public static Task<SourceSession> OpenSessionAsync(string url, Guard? guard = null, TimeProvider? time = null) =>
        SourceSession.OpenAsync(ConnectionUrl.Parse(url), guard ?? Guard, time ?? TimeProvider.System, TestContext.Current.CancellationToken);

    public Task<LiveTable> ReadAsync(string table, string schema = "public") =>
        TableReader.ReadAsync(Probe, new TableName(schema, table), TestContext.Current.CancellationToken);

    public async Task<List<string?>> QueryAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Probe);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string?>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) values.Add(await reader.IsDBNullAsync(0) ? null : reader.GetValue(0).ToString());
        return values;
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Database.ExecuteAsync(Empty);
        Idle.Add(Database);
    }
}
