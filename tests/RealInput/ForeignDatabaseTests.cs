using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Platform.LocalStack.Binaries;
using Platform.Registry.Entries;
using Platform.Registry.Loading;
using Platform.Services;

namespace Platform.RealInput.Tests;

/// <summary>
/// Rows that nobody here wrote, through the commands a new user types: <c>tables add</c>, then <c>snapshot</c>; every value is then compared
/// between PostgreSQL and DuckDB.
/// </summary>
public sealed class ForeignDatabaseTests
{
    [Theory]
    [InlineData("pg_class")]
    [InlineData("pg_attribute")]
    [InlineData("pg_type")]
    [InlineData("pg_proc")]
    public async Task Snapshot_OfPostgresOwnCatalog_HoldsEveryValue(string table)
    {
        using var desk = new Desk();
        var database = await PostgresServer.CreateDatabaseAsync();
        // A ledger in the same cluster would change pg_class of its own database only; this database stays as it is.
        await desk.RunAsync("tables", "add", "catalog", $"pg_catalog.{table}", "--source", $"catalog={database.Url}");

        await desk.SnapshotAndCompareAsync("catalog", database, expectedTables: 1);
    }

    [Fact]
    public async Task Snapshot_OfPgbench_HoldsEveryValue()
    {
        using var desk = new Desk();
        var database = await PostgresServer.CreateDatabaseAsync();
        await PgbenchAsync(database);
        await desk.RunAsync("tables", "add", "bench", "--all", "--source", $"bench={database.Url}");

        await desk.SnapshotAndCompareAsync("bench", database, expectedTables: 4);
    }

    private static async Task PgbenchAsync(TestDatabase database)
    {
        var program = FindPgbench();
        var url = new UriBuilder(database.Url);
        var start = new ProcessStartInfo(program, ["-i", "-s", "10", "-q", "-h", url.Host, "-p", $"{url.Port}", "-U", Uri.UnescapeDataString(url.UserName), database.Name])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PGPASSWORD"] = Uri.UnescapeDataString(url.Password);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
    }

    /// <summary>Beside the server's programs, or where Debian's package puts it.</summary>
    private static string FindPgbench()
    {
        string[] directories = [PostgresBinaries.Find(RepositoryRoot.PlatformDirectory).Directory, .. Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin"))];
        var found = directories.Select(d => Path.Combine(d, "pgbench")).FirstOrDefault(File.Exists);
        Assert.True(found is not null, "pgbench was not found; install Debian's package postgresql, which holds it");
        return found!;
    }

    /// <summary>An operator's desk: the built command line, with a registry, a lake and a ledger of its own.</summary>
    private sealed class Desk : IDisposable
    {
        // Open to others, as a checkout is: the server runs as another user than root.
        private readonly string _home = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"platform-desk-{Guid.NewGuid():N}")).FullName;

        /// <summary>The hour in which the test began: its jobs mean the same one, also when the clock goes on to the next.</summary>
        private readonly SnapshotTime _hour = new(TimeProvider.System.GetUtcNow());

        private string Registry => Path.Combine(_home, "registry");

        public async Task SnapshotAndCompareAsync(string source, TestDatabase database, int expectedTables)
        {
            var answer = JsonDocument.Parse(await RunAsync("snapshot", "--at", _hour.ToString(), "--accept-late", "--output", "json")).RootElement;
            var published = answer.GetProperty("snapshots").EnumerateArray().ToList();
            Assert.Equal(expectedTables, published.Count);
            await using var connection = await database.OpenAsync();
            await using (var settings = new NpgsqlCommand("set TimeZone = 'UTC'; set extra_float_digits = 1; set IntervalStyle = iso_8601; set bytea_output = hex; set search_path = pg_catalog", connection))
                await settings.ExecuteNonQueryAsync();
            foreach (var entry in RegistryLoader.Load(Registry).Entries)
            {
                var result = published.Single(p => p.GetProperty("table").GetString() == entry.Table.ToString());
                Assert.Equal("published", result.GetProperty("status").GetString());
                await TableComparison.AssertEqualAsync(connection, entry, new Uri(result.GetProperty("location").GetString()!).LocalPath);
            }
        }

        public async Task<string> RunAsync(params string[] arguments)
        {
            var start = new ProcessStartInfo(Path.Combine(RepositoryRoot.Path, ".artifacts", "bin", "Operator", "release", "platform"), [.. arguments, "--registry", Registry])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                WorkingDirectory = Path.GetTempPath(),
            };
            start.Environment["PLATFORM_HOME"] = _home;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"platform {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{await errors}");
            return output;
        }

        public void Dispose()
        {
            RunAsync("local", "stop").GetAwaiter().GetResult();
            Directory.Delete(_home, recursive: true);
        }
    }
}
