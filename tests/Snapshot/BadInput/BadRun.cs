using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.BadInput;

/// <summary>What must hold after every run that failed.</summary>
internal static class BadRun
{
    /// <summary>The exit code and kind; one message with a hint; the ledger says why; nothing published; nothing left in the lake.</summary>
    public static async Task AssertRefusedAsync(this JobStack stack, JobRun run, int exitCode, string kind)
    {
        Assert.True(run.ExitCode == exitCode && run.Has("failed") && run.Kind == kind, $"expected exit {exitCode} and {kind}, found exit {run.ExitCode}:\n{run.Errors}");
        Assert.Single(run.Events, e => e.GetProperty("event").GetString() == "failed");
        Assert.False(string.IsNullOrEmpty(run.Hint), $"{kind} has no hint: {run.Message}");
        Assert.Empty(run.Output);
        Assert.Empty(stack.DataFiles());
        Assert.False(Directory.Exists(Path.Combine(stack.LakeDirectory, "_catalog")) && Directory.EnumerateFiles(Path.Combine(stack.LakeDirectory, "_catalog"), "*_latest.json", SearchOption.AllDirectories).Any());
        Assert.Equal(0, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.publication"));
        Assert.Equal(0, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.lease where released_at is null"));
    }

    /// <summary>The run's row in the ledger: failed, with the same words as the event.</summary>
    public static async Task AssertLedgerSaysWhyAsync(this JobStack stack, JobRun run)
    {
        Assert.Equal("failed", await stack.Ledger.ScalarAsync<string>("select status::text from platform.run"));
        Assert.Equal(run.Kind, await stack.Ledger.ScalarAsync<string>("select error_type from platform.run"));
        Assert.Equal(run.Message, await stack.Ledger.ScalarAsync<string>("select error_message from platform.run"));
        Assert.Equal(run.Hint, await stack.Ledger.ScalarAsync<string>("select error_hint from platform.run"));
    }

    public static void AssertNoSecret(this JobRun run, params ReadOnlySpan<string> secrets)
    {
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, run.Output, StringComparison.Ordinal);
        }
    }
}
