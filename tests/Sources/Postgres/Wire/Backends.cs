using System.Diagnostics;
using Platform.Services;

namespace Platform.Sources.Postgres.Tests.Wire;

/// <summary>The server's processes.</summary>
internal static class Backends
{
    /// <summary>0 as soon as the backend is gone; 1 where it is still there after ten seconds.</summary>
    public static async Task<long> CountOnceGoneAsync(TestDatabase database, int processId, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var count = await database.ScalarAsync<long>($"select count(*) from pg_stat_activity where pid = {processId}", cancellation);
            if (count == 0 || watch.Elapsed > TimeSpan.FromSeconds(10)) return count;
        }
    }
}
