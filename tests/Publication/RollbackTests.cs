using Platform.Ledger.Runs;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Faults;
using Platform.Services.Faults;

namespace Platform.Publication.Tests;

public sealed class RollbackTests
{
    private static readonly SnapshotKey Key = new("shop", new TableName("public", "orders"), PublishingSite.Ten);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<FlowStep> Steps => new(FlowSteps.OfPublication);

    [Fact]
    public async Task Rollback_OfTheNewestHour_TakesLatestAlong()
    {
        await using var site = await TwiceAsync();

        var rollback = await site.Process().Publisher.RollbackAsync(Key, PublishingSite.Orders, null, Cancellation);

        Assert.Equal(3, rollback.Publication);
        await site.AssertPublishedAsync(7);
        Assert.Equal((7, 3L), ((await site.LatestAsync())!.Parameters.Rows, (await site.LatestAsync())!.Parameters.Publication));
        Assert.Equal("rollback", await site.Database.ScalarAsync<string>("select kind from platform.publication order by publication_id desc limit 1", Cancellation));
    }

    [Fact]
    public async Task Rollback_OfAnEarlierHour_LeavesLatest()
    {
        await using var site = await TwiceAsync();
        await site.RunAsync(site.Process(), rows: 9, PublishingSite.At(11));

        await site.Process().Publisher.RollbackAsync(Key, PublishingSite.Orders, null, Cancellation);

        await site.AssertPublishedAsync(7);
        Assert.Equal(9, (await site.LatestAsync())!.Parameters.Rows);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Death_AtAnyStep_IsRolledForwardByTheNextRun(FlowStep step)
    {
        await using var site = await TwiceAsync();
        await Assert.ThrowsAsync<DiedException>(() => site.Process(ScriptedFaults.DieAt(step)).Publisher.RollbackAsync(Key, PublishingSite.Orders, null, Cancellation));

        await site.RunAsync(site.Process(), rows: 9, PublishingSite.At(11));

        await site.AssertPublishedAsync(7);
        Assert.Equal(9, (await site.LatestAsync())!.Parameters.Rows);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Freeze_AtAnyStepWhileAnotherGoesForwardAgain_ChangesNothingOnWaking(FlowStep step)
    {
        await using var site = await TwiceAsync();
        var frozen = new TaskCompletionSource();
        var woken = new TaskCompletionSource();
        var freezing = site.Process(ScriptedFaults.At(step, async _ =>
        {
            frozen.SetResult();
            await woken.Task;
        })).Publisher.RollbackAsync(Key, PublishingSite.Orders, null, Cancellation);
        await frozen.Task.WaitAsync(Cancellation);

        // Finishes what is frozen, then replaces it.
        await site.RunAsync(site.Process(), rows: 9, force: true);
        woken.SetResult();
        await freezing;

        await site.AssertPublishedAsync(9);
        Assert.Equal(9, (await site.LatestAsync())!.Parameters.Rows);
    }

    [Fact]
    public async Task Rollback_OverAProcessThatSleeps_TakesItsLease()
    {
        await using var site = await TwiceAsync();
        var (ledger, publisher) = site.Process();
        var sleeper = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(PublishingSite.Request(force: true), Cancellation));

        var leased = await Assert.ThrowsAsync<PlatformException>(() => site.Process().Publisher.RollbackAsync(Key, PublishingSite.Orders, null, Cancellation));
        await site.ExpireLeasesAsync();
        await site.Process().Publisher.RollbackAsync(Key, PublishingSite.Orders, null, Cancellation);
        var lost = await Assert.ThrowsAsync<PlatformException>(() => publisher.PublishAsync([site.Attempt(sleeper.Lease, PublishingSite.Ten, rows: 9)], Cancellation));

        Assert.Equal(("run-leased", ExitCode.TryAgain), (leased.Kind, leased.ExitCode));
        Assert.Equal("lease-lost", lost.Kind);
        await site.AssertPublishedAsync(7);
    }

    [Fact]
    public async Task Rollback_ToAnAttemptThatIsNoSnapshot_SaysWhy()
    {
        await using var site = await TwiceAsync();
        var (ledger, publisher) = site.Process();
        var failed = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(PublishingSite.Request(force: true), Cancellation));
        await ledger.FailAsync(failed.Lease, new PlatformException(Stage.Read, ExitCode.TryAgain, "m"), Cancellation);

        var incomplete = await Assert.ThrowsAsync<PlatformException>(() => publisher.RollbackAsync(Key, PublishingSite.Orders, failed.Lease.Attempt, Cancellation));
        await site.Database.ExecuteAsync("update platform.attempt set status = 'deleting' where status = 'replaced'", Cancellation);
        var gone = await Assert.ThrowsAsync<PlatformException>(() => publisher.RollbackAsync(Key, PublishingSite.Orders, null, Cancellation));

        Assert.Equal($"attempt {failed.Lease.Attempt} is failed: only what was published once can be published again", incomplete.Message);
        Assert.Equal(("nothing-kept", ExitCode.Unavailable), (gone.Kind, gone.ExitCode));
        await site.AssertPublishedAsync(8, ignoreFailed: true);
    }

    [Fact]
    public async Task Pin_WhileAPublicationIsUnfinished_FinishesItFirst()
    {
        await using var site = await PublishingSite.CreateAsync();
        await Assert.ThrowsAsync<DiedException>(() => site.RunAsync(site.Process(ScriptedFaults.DieAt(FlowStep.Decided)), rows: 7));

        var pinned = await site.Process().Publisher.PinAsync(Key, PublishingSite.Orders, Cancellation);

        await site.AssertPublishedAsync(7);
        Assert.True(pinned.Parameters.Pinned);
        Assert.Equal(pinned, await site.LatestAsync());
    }

    /// <summary>An hour that was published with 7 rows and replaced with 8.</summary>
    private static async Task<PublishingSite> TwiceAsync()
    {
        var site = await PublishingSite.CreateAsync();
        await site.RunAsync(site.Process(), rows: 7);
        await site.RunAsync(site.Process(), rows: 8, force: true);
        return site;
    }
}
