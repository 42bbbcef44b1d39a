using Platform.Ledger;
using Platform.Ledger.Migrations;
using Platform.Ledger.Runs;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Registry.Faults;
using Platform.Services.Faults;

namespace Platform.Publication.Tests;

public sealed class PublisherTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<FlowStep> Steps => new(FlowSteps.OfPublication);

    [Fact]
    public async Task Publish_OfANewSnapshot_PassesEveryStepInOrder()
    {
        await using var site = await PublishingSite.CreateAsync();
        var faults = ScriptedFaults.None();

        await site.RunAsync(site.Process(faults), rows: 7);

        Assert.Equal(FlowSteps.OfPublication, faults.Reached);
        await site.AssertPublishedAsync(7);
        var pointer = await site.PartitionAsync();
        Assert.Equal(pointer, await site.LatestAsync());
        Assert.Equal(("0/16B3748", "entry-hash", false), (pointer!.Parameters.Lsn, pointer.Parameters.EntryHash, pointer.Parameters.Late));
        Assert.IsType<Claim.AlreadyPublished>(await site.RunAsync(site.Process(), rows: 8));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Death_AtAnyStep_IsRolledForwardByTheNextRun(FlowStep step)
    {
        await using var site = await PublishingSite.CreateAsync();
        await Assert.ThrowsAsync<DiedException>(() => site.RunAsync(site.Process(ScriptedFaults.DieAt(step)), rows: 7));
        await site.ExpireLeasesAsync();

        var next = await site.RunAsync(site.Process(), rows: 8);

        // Decided is decided: the next run finishes the dead one's snapshot and makes none of its own.
        Assert.IsType<Claim.AlreadyPublished>(next);
        await site.AssertPublishedAsync(7);
        Assert.Equal(7, (await site.LatestAsync())!.Parameters.Rows);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Death_AtAnyStepOfAReplacement_IsRolledForwardByTheNeighbouringHour(FlowStep step)
    {
        await using var site = await PublishingSite.CreateAsync();
        await site.RunAsync(site.Process(), rows: 6);
        await Assert.ThrowsAsync<DiedException>(() => site.RunAsync(site.Process(ScriptedFaults.DieAt(step)), rows: 7, force: true));
        await site.ExpireLeasesAsync();

        await site.RunAsync(site.Process(), rows: 9, PublishingSite.At(11));

        await site.AssertPublishedAsync(7);
        await site.AssertPublishedAsync(9, PublishingSite.At(11));
        Assert.Equal(9, (await site.LatestAsync())!.Parameters.Rows);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Freeze_AtAnyStepWhileOthersFinishAndReplace_ChangesNothingOnWaking(FlowStep step)
    {
        await using var site = await PublishingSite.CreateAsync();
        var frozen = new TaskCompletionSource();
        var woken = new TaskCompletionSource();
        var process = site.Process(ScriptedFaults.At(step, async _ =>
        {
            frozen.SetResult();
            await woken.Task;
        }));
        var freezing = site.RunAsync(process, rows: 7);
        await frozen.Task.WaitAsync(Cancellation);
        await site.ExpireLeasesAsync();
        Assert.IsType<Claim.AlreadyPublished>(await site.RunAsync(site.Process(), rows: 8));
        await site.RunAsync(site.Process(), rows: 9, force: true);

        woken.SetResult();
        await freezing;

        await site.AssertPublishedAsync(9);
        Assert.Equal(9, (await site.LatestAsync())!.Parameters.Rows);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task LedgerConnection_CutAtAnyStep_IsOpenedAgain(FlowStep step)
    {
        await using var site = await PublishingSite.CreateAsync();
        var process = site.Process(ScriptedFaults.At(step, async cancellation => await site.Database.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'platform' and datname = current_database()", cancellation)));

        await site.RunAsync(process, rows: 7);

        await site.AssertPublishedAsync(7);
    }

    [Fact]
    public async Task Latest_PublishedOutOfOrder_NeverGoesBack()
    {
        await using var site = await PublishingSite.CreateAsync();
        var seen = new List<int>();
        foreach (var hour in (int[])[10, 12, 11, 9, 13])
        {
            await site.RunAsync(site.Process(), rows: hour, PublishingSite.At(hour));
            seen.Add((await site.LatestAsync())!.Parameters.SnapshotTime.Value.Hour);
        }
        await site.RunAsync(site.Process(), rows: 100, PublishingSite.At(12), force: true);
        await site.RunAsync(site.Process(), rows: 130, PublishingSite.At(13), force: true);

        Assert.Equal([10, 12, 12, 12, 13], seen);
        Assert.Equal(130, (await site.LatestAsync())!.Parameters.Rows);
        await site.AssertPublishedAsync(100, PublishingSite.At(12));
    }

    [Fact]
    public async Task Readers_DuringReplacements_SeeOnlyWholeSnapshots()
    {
        await using var site = await PublishingSite.CreateAsync();
        await site.RunAsync(site.Process(), rows: 1);
        using var done = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            var last = 0L;
            while (!done.IsCancellationRequested)
            {
                var partition = await site.PartitionAsync();
                Assert.NotNull(partition);
                Assert.EndsWith($"attempt={partition.Parameters.Attempt}/", partition.Location.AbsoluteUri, StringComparison.Ordinal);
                Assert.True(partition.Parameters.Rows >= last);
                last = partition.Parameters.Rows;
            }
        }, Cancellation);

        for (var rows = 2; rows <= 12; rows++) await site.RunAsync(site.Process(), rows, force: true);
        await done.CancelAsync();
        await reader;

        await site.AssertPublishedAsync(12);
    }

    [Fact]
    public async Task Run_ByManyAtOnce_PublishesOnceAndTheOthersWait()
    {
        await using var site = await PublishingSite.CreateAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => { var process = site.Process(); return Task.Run(() => site.RunAsync(process, rows: i)); }));

        Assert.Single(claims.OfType<Claim.Claimed>());
        Assert.Equal(19, claims.OfType<Claim.AlreadyPublished>().Count());
        Assert.Equal(1L, await site.Database.ScalarAsync<long>("select count(*) from platform.publication", Cancellation));
    }

    [Fact]
    public async Task CarryOut_RepeatedByAnyone_ChangesNothing()
    {
        await using var site = await PublishingSite.CreateAsync();
        await site.RunAsync(site.Process(), rows: 7);
        var file = Path.Combine(site.Root, "_catalog", "local_shop", "orders.json");
        var before = await File.ReadAllBytesAsync(file, Cancellation);

        Assert.Equal(CarriedOut.AlreadyDone, await site.Process().Publisher.CarryOutAsync(1, Cancellation));
        Assert.Empty(await site.Process().Publisher.RollForwardAsync(null, null, Cancellation));

        Assert.Equal(before, await File.ReadAllBytesAsync(file, Cancellation));
    }

    [Fact]
    public async Task Repair_OfEverythingIntended_ReportsWhatItFinished()
    {
        await using var site = await PublishingSite.CreateAsync();
        foreach (var hour in (int[])[10, 11])
        {
            var process = site.Process(ScriptedFaults.DieAt(FlowStep.Decided));
            var claimed = Assert.IsType<Claim.Claimed>(await process.Ledger.ClaimAsync(PublishingSite.Request(PublishingSite.At(hour)), Cancellation));
            await Assert.ThrowsAsync<DiedException>(() => process.Publisher.PublishAsync([site.Attempt(claimed.Lease, PublishingSite.At(hour), hour)], Cancellation));
        }

        var outcomes = await site.Process().Publisher.RollForwardAsync("shop", null, Cancellation);

        Assert.Equal([(1L, CarriedOut.Done), (2L, CarriedOut.Done)], outcomes);
        await site.AssertPublishedAsync(10, PublishingSite.At(10));
        await site.AssertPublishedAsync(11, PublishingSite.At(11));
    }

    [Fact]
    public async Task Catalog_ThatCannotBeWritten_FailsBeforeTheDecision()
    {
        await using var site = await PublishingSite.CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(site.Root, "_catalog"), "a file where the catalog should be", Cancellation);

        await Assert.ThrowsAsync<PlatformException>(() => site.RunAsync(site.Process(), rows: 7));

        Assert.Equal(0L, await site.Database.ScalarAsync<long>("select count(*) from platform.publication", Cancellation));
    }

    [Fact]
    public async Task Catalog_ThatOutlivedItsLedger_IsGoneOnFrom()
    {
        await using var site = await PublishingSite.CreateAsync();
        await site.RunAsync(site.Process(), rows: 7);
        await site.RunAsync(site.Process(), rows: 8, force: true);
        // The ledger is lost and begins anew: its publication numbers would start again at 1.
        await site.Database.ExecuteAsync("drop schema platform cascade", Cancellation);
        await LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(site.Database.Url), LedgerOptions.Default, TimeProvider.System, Cancellation);

        await site.RunAsync(site.Process(), rows: 9);

        await site.AssertPublishedAsync(9);
        Assert.Equal(3, (await site.LatestAsync())!.Parameters.Publication);
    }
}
