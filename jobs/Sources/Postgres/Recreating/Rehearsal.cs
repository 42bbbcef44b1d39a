using Npgsql;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Targets;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>
/// Makes everything once, empty, in a transaction that is then undone: what the target lacks (a function, a role, a table that is referred to) is known, all
/// of it, before a row is read.
/// </summary>
internal static class Rehearsal
{
    /// <returns>Steps that the target refused, with what it said.</returns>
    public static async Task<IReadOnlyList<(DefinitionStep Step, PlatformException Failure)>> RunAsync(
        NpgsqlConnection connection, IEnumerable<DefinitionStep> steps, CancellationToken cancellation)
    {
        var refused = new List<(DefinitionStep, PlatformException)>();
        await connection.ExecuteAsync("begin; set local lock_timeout = 1000", cancellation).ConfigureAwait(false);
        try
        {
            foreach (var step in steps)
            {
                if (await TryAsync(connection, step, cancellation).ConfigureAwait(false) is { } failure) refused.Add((step, failure));
            }
        }
        finally
        {
            await connection.ExecuteAsync("rollback", CancellationToken.None).ConfigureAwait(false);
        }

        return refused;
    }

    private static async Task<PlatformException?> TryAsync(NpgsqlConnection connection, DefinitionStep step, CancellationToken cancellation)
    {
        try
        {
            await connection.ExecuteAsync($"savepoint step; {step.Sql}; release step", cancellation).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException e) when (connection.FullState.HasFlag(System.Data.ConnectionState.Open))
        {
            await connection.ExecuteAsync("rollback to step; release step", cancellation).ConfigureAwait(false);
            var failure = TargetFailures.Known(e);
            // A table that is referred to is in use: it is there, which was the question.
            if (failure.Kind == FailureKinds.LockTimeout) return null;
            if (failure.ExitCode == ExitCode.TryAgain) throw failure;
            return failure;
        }
    }
}
