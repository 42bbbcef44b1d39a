using Platform.Services;

namespace Platform.Snapshot.Tests.Running;

/// <summary>Waits for conditions that a server can be asked about.</summary>
internal static class Waiting
{
    /// <summary>Asks until the SQL condition is true; fails after a minute.</summary>
    public static async Task WaitForAsync(this TestDatabase database, string condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var connection = await database.OpenAsync(limit.Token);
        while (true)
        {
            await using var command = new Npgsql.NpgsqlCommand($"select {condition}", connection);
            if (await command.ExecuteScalarAsync(limit.Token) is true) return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }
}
