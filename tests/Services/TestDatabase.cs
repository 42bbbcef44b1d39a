using Npgsql;
using Platform.LocalStack.Cluster;

namespace Platform.Services;

/// <summary>A database of a test's own; it goes with its cluster.</summary>
public sealed class TestDatabase(string name, LocalCluster cluster, string plainUrl)
{
    public string Name { get; } = name;

    public LocalCluster Cluster { get; } = cluster;

    /// <summary>For the superuser.</summary>
    public string Url => Cluster.Url(Name);

    /// <summary>For <see cref="PostgresServer.PlainRole"/>, who may do only what the test grants.</summary>
    public string PlainUrl { get; } = plainUrl;

    /// <summary>For the superuser, in Npgsql's form.</summary>
    public string ConnectionString => Cluster.ConnectionString(Name);

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Runs statements as the superuser.</summary>
    public Task ExecuteAsync(string sql, CancellationToken cancellationToken = default) => Cluster.ExecuteAsync(Name, sql, cancellationToken);

    /// <summary>The first column of the first row, as the superuser.</summary>
    public async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Waits until an SQL condition is true, null being false; <see cref="Waiting.UntilAsync"/>.</summary>
    public Task WaitForAsync(string condition) => Waiting.UntilAsync(() => ScalarAsync<bool>($"select coalesce(({condition}), false)"), condition);
}
