using Platform.Publication.Retention;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Faults;
using Platform.Services.Faults;

namespace Platform.Publication.Tests.Retention;

public sealed class PrunerTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<FlowStep> Steps => new(FlowSteps.OfPrune);

    public static TheoryData<FlowStep> RemovalSteps => new(FlowStep.Decided, FlowStep.MarkedSent, FlowStep.PartitionPut, FlowStep.ReadBack, FlowStep.Done);

    [Fact]
    public async Task Prune_OfThinnedHours_RemovesPartitionsAndFiles()
    {
        await using var site = await PruneSite.CreateAsync();
        foreach (var hour in (int[])[0, 1, 2, 3, 4, 5]) await site.PublishAsync(hour, rows: hour + 1);

        var report = await site.PruneAsync();

        Assert.Equal(["2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z"], report.Removed.Select(r => r.Time.ToString()));
        Assert.Equal([(2, 3L), (2, 4L), (2, 5L)], report.Deleted.Select(d => (d.Objects, d.Bytes)));
        Assert.Equal([(3, 4L), (4, 5L), (5, 6L)], await site.ReadAsync());
        Assert.Equal(3, site.AttemptsWithFiles().Count);
        Assert.Equal((3, 3), (await site.CountAsync("deleted"), await site.CountAsync("published")));
        Assert.Equal(3L, await site.Site.Database.ScalarAsync<long>("select count(*) from platform.status where pruned_at is not null and status = 'succeeded'", Cancellation));
        Assert.Equal(PruneReport.Nothing, await site.PruneAsync());
    }

    [Fact]
    public async Task Prune_WithinTheGrace_LeavesFilesToReadersWhoAreStillAtThem()
    {
        await using var site = await PruneSite.CreateAsync();
        for (var hour = 0; hour < 5; hour++) await site.PublishAsync(hour, rows: hour + 1);

        Assert.Equal(PruneReport.Nothing, await site.PruneAsync(PruneSite.Policy(grace: Day)));
        await AgeAsync(site, Day);
        var removed = await site.PruneAsync(PruneSite.Policy(grace: Day));
        Assert.Equal((2, 0, 5), (removed.Removed.Count, removed.Deleted.Count, site.AttemptsWithFiles().Count));
        Assert.Equal([2, 3, 4], (await site.ReadAsync()).Select(r => r.Hour));

        await AgeAsync(site, Day);
        var deleted = await site.PruneAsync(PruneSite.Policy(grace: Day));
        Assert.Equal((0, 2, 3), (deleted.Removed.Count, deleted.Deleted.Count, site.AttemptsWithFiles().Count));
    }

    [Fact]
    public async Task Preview_SaysWhatRunDoes_AndDoesNothing()
    {
        await using var site = await PruneSite.CreateAsync();
        for (var hour = 0; hour < 5; hour++) await site.PublishAsync(hour, rows: 1);
        await site.PublishAsync(4, rows: 2, force: true);
        var before = site.AttemptsWithFiles();

        var preview = await site.Pruner(site.Site.Process()).PreviewAsync(PruneSite.Policy(), Cancellation);

        Assert.Equal(before, site.AttemptsWithFiles());
        Assert.Equal(5, (await site.ReadAsync()).Count);
        var report = await site.PruneAsync();
        Assert.Equal(report.Removed.Select(r => r.Attempt), preview.Removed.Select(r => r.Attempt));
        Assert.Equal(report.Deleted.Select(r => r.Attempt).Order(StringComparer.Ordinal), preview.Deleted.Select(r => r.Attempt).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Prune_OfFailedLostAndReplacedAttempts_LeavesNoOrphan()
    {
        await using var site = await PruneSite.CreateAsync();
        var (ledger, _) = site.Site.Process();
        var failed = await PruneSite.ClaimAsync(ledger, 1);
        await site.WriteAsync(failed, 10);
        await ledger.FailAsync(failed, new PlatformException(Stage.Check, ExitCode.Data, "a check failed"), Cancellation);
        await site.PublishAsync(1, rows: 2);
        var replacement = await site.PublishAsync(1, rows: 3, force: true);
        var gone = await PruneSite.ClaimAsync(ledger, 2);
        await site.WriteAsync(gone, 11);

        // Its process may be alive: its lease is.
        Assert.Equal(["in_use"], (await site.PruneAsync()).Kept.Select(k => k.Reason));
        await site.Site.ExpireLeasesAsync();
        await site.PruneAsync();

        Assert.Equal([$"{replacement}"], site.AttemptsWithFiles());
        Assert.Equal(("failed", "attempt-lost"), (await site.Site.Database.ScalarAsync<string>("select status from platform.run where snapshot_time = '2026-03-01T02:00Z'", Cancellation),
            await site.Site.Database.ScalarAsync<string>("select error_type from platform.run where snapshot_time = '2026-03-01T02:00Z'", Cancellation)));
        Assert.False(await ledger.HeartbeatAsync([gone], Cancellation));
    }

    [Fact]
    public async Task Prune_OfWhatTheCatalogNames_LeavesItWhateverTheLedgerSays()
    {
        await using var site = await PruneSite.CreateAsync();
        await site.PublishAsync(1, rows: 1);
        var shown = await site.Site.PartitionAsync(PruneSite.At(1));
        await site.PublishAsync(1, rows: 2, force: true);
        // Somebody else's hand: _latest of another kind of truth.
        await site.Site.Catalog.SetLatestAsync(PublishingSite.Orders, shown!, Cancellation);

        var report = await site.PruneAsync();

        Assert.Equal([("referenced", $"{shown!.Parameters.Attempt}")], report.Kept.Select(k => (k.Reason!, k.Attempt)));
        Assert.Equal([(1, 2L)], await site.ReadAsync());
    }

    [Fact]
    public async Task Prune_OfAPinnedHourAndOfTheNewest_LeavesThem()
    {
        await using var site = await PruneSite.CreateAsync();
        for (var hour = 0; hour < 6; hour++) await site.PublishAsync(hour, rows: hour + 1);
        var key = new SnapshotKey("shop", new TableName("public", "orders"), PruneSite.At(0));
        await site.Site.Process().Publisher.PinAsync(key, PublishingSite.Orders, Cancellation);

        await site.PruneAsync();
        var pinned = await site.Site.Process().Publisher.RemoveAsync(await site.ShownAsync(0), PublishingSite.Orders, TimeSpan.Zero, Cancellation);
        var newest = await site.Site.Process().Publisher.RemoveAsync(await site.ShownAsync(5), PublishingSite.Orders, TimeSpan.Zero, Cancellation);

        Assert.Equal([0, 3, 4, 5], (await site.ReadAsync()).Select(r => r.Hour));
        Assert.Equal(("pinned", "newest"), (pinned, newest));
    }

    [Fact]
    public async Task Prune_OfAPrefixThatIsNotTheAttempts_TouchesNothing()
    {
        await using var site = await PruneSite.CreateAsync();
        var (ledger, _) = site.Site.Process();
        var failed = await PruneSite.ClaimAsync(ledger, 1);
        await site.WriteAsync(failed, 10);
        await ledger.FailAsync(failed, new PlatformException(Stage.Read, ExitCode.TryAgain, "m"), Cancellation);
        await site.Site.Database.ExecuteAsync("update platform.attempt set prefix = 'shop/public/'", Cancellation);

        var report = await site.PruneAsync();

        Assert.Equal(["foreign prefix"], report.Kept.Select(k => k.Reason));
        Assert.Single(site.AttemptsWithFiles());
    }

    [Fact]
    public async Task Prune_OfFilesThatSnapshotsShare_WaitsForTheLastOfThem()
    {
        await using var site = await PruneSite.CreateAsync();
        var owner = await site.PublishAsync(0, rows: 9);
        for (var hour = 1; hour < 4; hour++) await site.ShareAsync(hour, rows: 9, owner);
        await site.PublishAsync(4, rows: 5);

        var first = await site.PruneAsync();
        Assert.Equal([2, 3, 4], (await site.ReadAsync()).Select(r => r.Hour));
        Assert.Contains($"{owner}", site.AttemptsWithFiles());
        Assert.Contains(first.Kept, kept => kept.Attempt == $"{owner}" && kept.Reason is "referenced" or "shared");

        for (var hour = 5; hour < 8; hour++) await site.PublishAsync(hour, rows: hour);
        await site.PruneAsync();
        await site.PruneAsync();

        Assert.Equal([(5, 5L), (6, 6L), (7, 7L)], await site.ReadAsync());
        Assert.DoesNotContain($"{owner}", site.AttemptsWithFiles());
        Assert.Equal(3, site.AttemptsWithFiles().Count);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Death_AtAnyStep_IsFinishedByTheNextPrune(FlowStep step)
    {
        await using var site = await HistoryAsync();
        var dead = site.Pruner(site.Site.Process(), ScriptedFaults.DieAt(step));
        await Assert.ThrowsAsync<DiedException>(() => dead.RunAsync(PruneSite.Policy(), Cancellation));
        Assert.Contains((4, 5L), await site.ReadAsync());

        await site.PruneAsync();

        await AssertPrunedAsync(site);
    }

    [Theory]
    [MemberData(nameof(RemovalSteps))]
    public async Task Death_AtAnyStepOfARemoval_IsFinishedByTheNextRunOfTheTable(FlowStep step)
    {
        await using var site = await HistoryAsync();
        var dead = site.Pruner(site.Site.Process(ScriptedFaults.DieAt(step)));
        await Assert.ThrowsAsync<DiedException>(() => dead.RunAsync(PruneSite.Policy(), Cancellation));

        await site.Site.Process().Publisher.RollForwardAsync("shop", null, Cancellation);
        Assert.DoesNotContain(await site.ReadAsync(), r => r.Hour == 0);
        await site.PruneAsync();

        await AssertPrunedAsync(site);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Rollback_AtAnyStepOfAPrune_ShowsAWholeAttemptOrIsRefused(FlowStep step)
    {
        await using var site = await HistoryAsync();
        string? refused = null;
        var pruner = site.Pruner(site.Site.Process(), ScriptedFaults.At(step, async cancellation =>
        {
            // Of an hour that is being removed, to what it showed; of one that stays, to what it replaced.
            foreach (var hour in (int[])[0, 3])
            {
                try
                {
                    await site.Site.Process().Publisher.RollbackAsync(new SnapshotKey("shop", new TableName("public", "orders"), PruneSite.At(hour)), PublishingSite.Orders, null, cancellation);
                }
                catch (PlatformException e)
                {
                    refused = e.Kind;
                    Assert.Contains(e.Kind, (string[])["nothing-kept", "attempt-deleting"]);
                }
            }
        }));

        await pruner.RunAsync(PruneSite.Policy(), Cancellation);

        // Whatever readers see has its files; what was rolled back to stays, or had been marked before and was refused.
        var seen = await site.ReadAsync();
        Assert.Contains(seen, r => r.Hour == 3);
        Assert.Contains((4, 5L), seen);
        Assert.True(refused is not null || seen.Contains((3, 30L)), "hour 3 was rolled back to its 30 rows");
        await site.PruneAsync();
        Assert.Contains(await site.ReadAsync(), r => r.Hour == 3);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Publish_AtAnyStepOfAPrune_LosesNothing(FlowStep step)
    {
        await using var site = await HistoryAsync();
        var pruner = site.Pruner(site.Site.Process(), ScriptedFaults.At(step, async _ =>
        {
            await site.PublishAsync(0, rows: 77, force: true);
            await site.PublishAsync(3, rows: 88, force: true);
            await site.PublishAsync(5, rows: 99);
        }));

        await pruner.RunAsync(PruneSite.Policy(), Cancellation);

        var seen = await site.ReadAsync();
        Assert.Contains((3, 88L), seen);
        Assert.Contains((5, 99L), seen);
        // Hour 0 was published anew after keep had thinned it, or before: then it is thinned once more. Its files are there while readers see it.
        await site.PruneAsync();
        Assert.Equal([(3, 88L), (4, 5L), (5, 99L)], await site.ReadAsync());
        Assert.Equal(3, site.AttemptsWithFiles().Count);
    }

    [Fact]
    public async Task Prunes_ManyAtOnce_DeleteEachFileOnceAndNothingElse()
    {
        await using var site = await HistoryAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.PruneAsync()));
        await site.PruneAsync();

        await AssertPrunedAsync(site);
    }

    [Theory]
    [InlineData("published", "readers see it")]
    [InlineData("shared", "another attempt points at its files")]
    [InlineData("intended", "a publication of it is not carried out yet")]
    public async Task Ledger_AskedToDeleteWhatIsInUse_RefusesWhoeverAsks(string use, string reason)
    {
        await using var site = await PruneSite.CreateAsync();
        var first = await site.PublishAsync(1, rows: 1);
        var second = await site.PublishAsync(1, rows: 2, force: true);
        var attempt = use == "published" ? second : first;
        if (use == "shared") await site.Site.Database.ExecuteAsync($"update platform.attempt set files_of = '{first}' where attempt_id = '{second}'", Cancellation);
        if (use == "intended")
        {
            var key = new SnapshotKey("shop", new TableName("public", "orders"), PruneSite.At(1));
            await Assert.ThrowsAsync<DiedException>(() => site.Site.Process(ScriptedFaults.DieAt(FlowStep.Decided)).Publisher.RollbackAsync(key, PublishingSite.Orders, null, Cancellation));
        }

        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => site.Site.Database.ExecuteAsync($"update platform.attempt set status = 'deleting' where attempt_id = '{attempt}'", Cancellation));

        Assert.Equal(("PL001", $"platform.attempt: {attempt} may not be deleted, {reason}"), (error.SqlState, error.MessageText));
    }

    /// <summary>Hours 0 to 4, of which keep names 2 to 4; hour 3 was made twice, first with 30 rows.</summary>
    private static async Task<PruneSite> HistoryAsync()
    {
        var site = await PruneSite.CreateAsync();
        await site.PublishAsync(3, rows: 30);
        for (var hour = 0; hour < 5; hour++) await site.PublishAsync(hour, rows: hour + 1, force: hour == 3);
        return site;
    }

    private static async Task AssertPrunedAsync(PruneSite site)
    {
        Assert.Equal([(2, 3L), (3, 4L), (4, 5L)], await site.ReadAsync());
        Assert.Equal(3, site.AttemptsWithFiles().Count);
        Assert.Equal((3, 3, 0), (await site.CountAsync("deleted"), await site.CountAsync("published"), await site.CountAsync("deleting")));
        Assert.Empty(await site.Site.Process().Ledger.IntendedAsync(null, null, Cancellation));
    }

    /// <summary>As if so much time had gone by.</summary>
    private static Task AgeAsync(PruneSite site, TimeSpan by) => site.Site.Database.ExecuteAsync(
        $"""
        update platform.attempt set started_at = started_at - interval '{by.TotalSeconds} s', ended_at = ended_at - interval '{by.TotalSeconds} s';
        update platform.lease set heartbeat_at = heartbeat_at - interval '{by.TotalSeconds} s';
        update platform.publication set intended_at = intended_at - interval '{by.TotalSeconds} s', done_at = done_at - interval '{by.TotalSeconds} s';
        """, Cancellation);
}
