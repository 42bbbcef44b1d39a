using Npgsql;

namespace Platform.ExactlyOnce.Tests.Running;

/// <summary>
/// A table that is written to all the time, one commit after another, so that a snapshot that mixes two states shows: rows come in batches of
/// <see cref="Batch"/> with ids 1, 2, 3…, and each commit also moves an amount from one row to another.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    public const int Batch = 100;
    public const long Amount = 1000;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;

    private Load(TestDatabase database, string table) => _writing = WriteAsync(database, table);

    /// <summary>Makes the table with so many batches and goes on writing until disposed.</summary>
    public static async Task<Load> StartAsync(TestDatabase database, string table, int batches = 20)
    {
        await CreateAsync(database, table, batches);
        return new Load(database, table);
    }

    public static Task CreateAsync(TestDatabase database, string table, int batches) => database.ExecuteAsync($"""
        create table {table} (id bigint primary key, amount bigint not null, note text);
        insert into {table} select i, {Amount}, repeat(md5(i::text), 8) from generate_series(1, {batches * Batch}) i
        """);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        _stop.Dispose();
    }

    private async Task WriteAsync(TestDatabase database, string table)
    {
        var write = $"""
            begin;
            with n as (select max(id) as last from {table}) insert into {table} select last + i, {Amount}, repeat(md5(i::text), 8) from n, generate_series(1, {Batch}) i;
            update {table} set amount = amount - 7 where id = 1 + (extract(epoch from now()) * 1000)::bigint % 50;
            update {table} set amount = amount + 7 where id = (select max(id) from {table});
            commit
            """;
        NpgsqlConnection? connection = null;
        // A table that grew without end would make every later process slower.
        for (var commits = 0; !_stop.IsCancellationRequested; commits++)
        {
            try
            {
                connection ??= await database.OpenAsync(_stop.Token);
                await using var command = new NpgsqlCommand(commits < 100 ? write : $"update {table} set amount = amount + case id when 1 then 3 else -3 end where id in (1, 2)", connection);
                await command.ExecuteNonQueryAsync(_stop.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(80), _stop.Token);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (NpgsqlException)
            {
                // The server is away, which some tests want.
                if (connection is not null) await connection.DisposeAsync();
                connection = null;
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }

        if (connection is not null) await connection.DisposeAsync();
    }
}
