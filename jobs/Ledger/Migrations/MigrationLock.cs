using System.Globalization;
using Npgsql;

namespace Platform.Ledger.Migrations;

/// <summary>What processes that change the ledger's schema or roles take turns by: an advisory lock of their session, given back at the end.</summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    /// <summary>"platform" in ASCII.</summary>
    private const long Number = 0x706c6174666f726d;

    private readonly NpgsqlConnection _connection;

    private MigrationLock(NpgsqlConnection connection) => _connection = connection;

    public static async Task<MigrationLock> TakeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, "pg_advisory_lock", cancellation).ConfigureAwait(false);
        return new MigrationLock(connection);
    }

    public async ValueTask DisposeAsync()
    {
        // The end of the session releases it too, where this cannot.
        if (_connection.State == System.Data.ConnectionState.Open) await ExecuteAsync(_connection, "pg_advisory_unlock", CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string function, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"select {function}({Number})"), connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
