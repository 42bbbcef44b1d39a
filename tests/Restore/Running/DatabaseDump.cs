using System.Diagnostics;
using Platform.Services;

namespace Platform.Restore.Tests.Running;

/// <summary>A whole database as pg_dump sees it, rows and states of sequences included: the judge of whether anything was lost.</summary>
internal static class DatabaseDump
{
    /// <summary>Entries in no order of their own; each with its name, its type and its owner.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(TestDatabase database)
    {
        using var dump = Process.Start(new ProcessStartInfo(PostgresProgram.Find("pg_dump"), [$"--dbname={database.Url}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = dump.StandardError.ReadToEndAsync();
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.True(dump.ExitCode == 0, await errors);
        // The first entry is of the session; the last line of each belongs to the next.
        return [.. text.Split("\n--\n-- ").Skip(2).Select(e => e.Replace("\n--\n", "\n", StringComparison.Ordinal).Trim()).Where(e => !e.StartsWith("PostgreSQL database dump complete", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Fails with the entries that only one of the two has.</summary>
    public static void AssertSame(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        var (lost, gained) = (expected.Except(found).ToList(), found.Except(expected).ToList());
        Assert.True(lost.Count + gained.Count == 0, $"lost:\n\n{string.Join("\n\n", lost)}\n\ngained:\n\n{string.Join("\n\n", gained)}");
        Assert.Equal(expected.Count, found.Count);
    }
}
