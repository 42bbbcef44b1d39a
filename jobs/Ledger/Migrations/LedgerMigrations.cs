using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Platform.Ledger.Connections;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Ledger.Migrations;

/// <summary>
/// Brings the ledger's schema up to this release. Run by the role that owns the schema; jobs use one without DDL. Each migration is a transaction, one process
/// at a time, and one that was applied never changes: its hash is kept and compared.
/// </summary>
public static class LedgerMigrations
{
    private const string Bootstrap = """
        create schema if not exists platform;
        create table if not exists platform.migration (
            number     integer primary key,
            name       text not null,
            sha256     text not null,
            applied_at timestamptz not null default clock_timestamp(),
            applied_by text not null default current_user);
        comment on schema platform is 'The run ledger of platform: which snapshots were made, when, how, and where they are.';
        comment on table platform.migration is 'The migrations that made this schema; the highest number is its version.';
        """;

    /// <summary>The version that this release's ledger has: the number of its last migration.</summary>
    public static int Version => All.Value[^1].Number;

    private static readonly Lazy<IReadOnlyList<Migration>> All = new(Migration.ReadAll);

    /// <summary>Applies what is missing and answers its names; none when called again.</summary>
    /// <exception cref="PlatformException"><c>ledger-migration-changed</c>, <c>ledger-permission</c>, and whatever connecting may throw.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(ConnectionUrl owner, LedgerOptions options, TimeProvider time, CancellationToken cancellation)
    {
        await using var ledger = new LedgerConnection(owner, options, time);
        try
        {
            return await ledger.RunAsync(Stage.Configure, ApplyAsync, cancellation).ConfigureAwait(false);
        }
        catch (PlatformException denied) when (denied.Kind == FailureKinds.LedgerPermission)
        {
            throw new PlatformException(Stage.Configure, ExitCode.Permission, $"role {owner.User} may not change the ledger's schema at {owner.Host}:{owner.Port}/{owner.Database}",
                "migrate as the role that owns it: a deployed stack names that role's secret as owner_secret under platform:cloud ledger; --ledger URL names it for once", denied)
            { Kind = FailureKinds.LedgerPermission };
        }
    }

    private static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var alone = await MigrationLock.TakeAsync(connection, cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, $"set client_min_messages = warning; {Bootstrap}", cancellation).ConfigureAwait(false);
        var applied = await ReadAppliedAsync(connection, cancellation).ConfigureAwait(false);
        var done = new List<string>();
        foreach (var migration in All.Value)
        {
            if (applied.TryGetValue(migration.Number, out var sha256))
            {
                if (sha256 != migration.Sha256) throw Changed(migration);
                continue;
            }
            await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            await ExecuteAsync(connection, migration.Sql, cancellation).ConfigureAwait(false);
            await ExecuteAsync(connection, migration.Note, cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            done.Add(migration.Name);
        }
        return done;
    }

    private static async Task<Dictionary<int, string>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select number, sha256 from platform.migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var applied = new Dictionary<int, string>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false)) applied.Add(reader.GetInt32(0), reader.GetString(1));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static PlatformException Changed(Migration migration) =>
        new(Stage.Configure, ExitCode.Configuration, $"ledger migration {migration.Name} was applied with another content than this release has",
            "a released migration never changes: use the release that applied it, or one made later")
        { Kind = "ledger-migration-changed" };

    /// <summary>One embedded file <c>NNNN_name.sql</c>.</summary>
    private sealed record Migration(int Number, string Name, string Sql)
    {
        public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

        public string Note => string.Create(CultureInfo.InvariantCulture,
            $"insert into platform.migration (number, name, sha256) values ({Number}, '{Name}', '{Sha256}')");

        public static IReadOnlyList<Migration> ReadAll()
        {
            var assembly = typeof(LedgerMigrations).Assembly;
            var migrations = new List<Migration>();
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                migrations.Add(new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name[..^4], reader.ReadToEnd()));
            }
            return migrations;
        }
    }
}
