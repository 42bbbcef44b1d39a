using System.Globalization;
using Npgsql;
using Platform.LocalStack.Binaries;
using Platform.LocalStack.Processes;
using Platform.Registry.Failures;

namespace Platform.LocalStack.Cluster;

/// <summary>
/// A private PostgreSQL server of this machine, in one directory: made where it does not exist, reattached to where it already runs. It
/// outlives this process unless it is stopped. It listens on 127.0.0.1, UTF-8, C locale, UTC, and asks for a password.
/// </summary>
public sealed partial class LocalCluster
{
    private readonly ClusterDirectory _directory;
    private readonly PostgresBinaries _binaries;
    private readonly ServerUser? _user;
    private readonly ClusterOptions _options;

    private LocalCluster(ClusterDirectory directory, PostgresBinaries binaries, ServerUser? user, ClusterOptions options)
    {
        _directory = directory;
        _binaries = binaries;
        _user = user;
        _options = options;
    }

    /// <summary>TCP port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>Process id of the server (the postmaster).</summary>
    public int ProcessId { get; private set; }

    public string DataDirectory => _directory.Data;

    public string LogFile => _directory.Log;

    public string Superuser => _options.Superuser;

    /// <summary>Holds <see cref="Password"/>; readable by its owner alone.</summary>
    public string PasswordFile => _directory.PasswordFile;

    /// <summary>The superuser's password, made at random with the cluster.</summary>
    public string Password => _directory.Password;

    /// <summary>
    /// Makes the cluster if there is none, starts it if it does not run, and returns when it accepts connections. The path is the cluster's
    /// own directory; its parents must be open to the server's user when this process is root.
    /// </summary>
    /// <exception cref="PlatformException">78 with the end of the server's log.</exception>
    public static async Task<LocalCluster> StartAsync(
        PostgresBinaries binaries, string path, ClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        var directory = new ClusterDirectory(path);
        var cluster = new LocalCluster(directory, binaries, ServerUser.Find(), options ?? new ClusterOptions());
        using var held = await ClusterLock.TakeAsync(directory.Root, cancellationToken);
        if (PostmasterFile.ReadLive(directory.Data) is { IsReady: true } running) cluster.Attach(running);
        else await cluster.StartServerAsync(cancellationToken);
        return cluster;
    }

    /// <summary>The server that runs in this directory; null where none does. Starts nothing.</summary>
    public static LocalCluster? Attached(PostgresBinaries binaries, string path, ClusterOptions? options = null)
    {
        var directory = new ClusterDirectory(path);
        if (PostmasterFile.ReadLive(directory.Data) is not { } running) return null;
        var cluster = new LocalCluster(directory, binaries, ServerUser.Find(), options ?? new ClusterOptions());
        cluster.Attach(running);
        return cluster;
    }

    /// <summary>A URL of a database of this cluster, by default for the superuser.</summary>
    public string Url(string database, string? userName = null, string? password = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"postgresql://{Uri.EscapeDataString(userName ?? Superuser)}:{Uri.EscapeDataString(password ?? Password)}@127.0.0.1:{Port}/{Uri.EscapeDataString(database)}");

    /// <summary>
    /// The same as <see cref="Url"/> in Npgsql's form; without a pool, so that no idle connection holds up a stop. The server is this machine's own: where an answer takes its
    /// time, the machine is busy.
    /// </summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = Superuser,
        Password = Password,
        Database = database,
        Pooling = false,
        Timeout = 120,
        CommandTimeout = 300,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Runs statements as the superuser.</summary>
    public async Task ExecuteAsync(string database, string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>False where the database was there already, or another process made it at this moment.</returns>
    public async Task<bool> CreateDatabaseAsync(string database, CancellationToken cancellationToken = default)
    {
        try
        {
            await ExecuteAsync("postgres", $"create database {Quote(database)} template template0", cancellationToken);
            return true;
        }
        catch (PostgresException exists) when (exists.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    /// <summary>
    /// Runs a script in one transaction, unless the relation that it makes is there already. Of two callers at once one runs it, the other waits.
    /// </summary>
    /// <returns>True where it ran.</returns>
    public async Task<bool> RunOnceAsync(string database, string relation, string script, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database));
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // READ COMMITTED: the second statement sees what another caller committed while the first waited.
        await using var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection)
        {
            CommandTimeout = 0,
            Parameters = { new NpgsqlParameter<string> { TypedValue = relation } },
        };
        await wait.ExecuteNonQueryAsync(cancellationToken);
        await using var look = new NpgsqlCommand("select to_regclass($1) is not null", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = relation } },
        };
        if ((bool)(await look.ExecuteScalarAsync(cancellationToken))!) return false;
        // A lost commit is run again: it need not wait for the disk.
        await using var command = new NpgsqlCommand($"set local synchronous_commit = off;\n{script}", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private void Attach(PostmasterFile running)
    {
        ProcessId = running.Pid;
        Port = running.Port;
    }
}
