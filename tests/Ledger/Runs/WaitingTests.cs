using Platform.Ledger.Runs;
using Platform.Registry.Failures;

namespace Platform.Ledger.Tests.Runs;

public sealed class WaitingTests
{
    private static readonly LedgerOptions ShortLeases = LedgerOptions.Default with { LeaseDuration = TimeSpan.FromSeconds(1) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_UntilTheOtherPublishes_IsASkip()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var first = database.Open();
        await using var second = database.Open();
        var claimed = Assert.IsType<Claim.Claimed>(await first.ClaimAsync(LedgerDatabase.Request(), Cancellation));

        var waiting = WaitAsync(second, TimeSpan.FromSeconds(60));
        var publication = await first.DecideAsync([LedgerDatabase.Member(claimed.Lease, rows: 5)], above: null, Cancellation);
        await first.CheckNewestAndMarkSentAsync(publication, catalogCompares: true, Cancellation);
        Assert.False(waiting.IsCompleted);
        await first.DoneAsync(publication, Cancellation);

        Assert.Equal(5, Assert.IsType<Claim.AlreadyPublished>(await waiting).Snapshot.Rows);
    }

    [Fact]
    public async Task Wait_UntilTheOtherFallsSilent_TakesOver()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var silent = database.Open(ShortLeases);
        await using var second = database.Open();
        var lost = Assert.IsType<Claim.Claimed>(await silent.ClaimAsync(LedgerDatabase.Request(), Cancellation));

        var claimed = Assert.IsType<Claim.Claimed>(await WaitAsync(second, TimeSpan.FromSeconds(60)));

        Assert.Equal(2, claimed.AttemptNumber);
        Assert.False(lost.Lease.IsCurrent);
    }

    [Fact]
    public async Task Wait_ToItsLimit_IsTryAgainAndSaysWho()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var first = database.Open();
        await using var second = database.Open();
        await first.ClaimAsync(LedgerDatabase.Request(holder: "host:1"), Cancellation);

        var error = await Assert.ThrowsAsync<PlatformException>(() => WaitAsync(second, TimeSpan.FromSeconds(1)));

        Assert.Equal("the snapshot of 2026-03-01T10:00:00Z is still being made by host:1, after a wait of 1 s", error.Message);
        Assert.Equal(("run-leased", ExitCode.TryAgain, "shop", "public.orders"), (error.Kind, error.ExitCode, error.SourceName, error.Table));
    }

    [Fact]
    public async Task Keeper_WhileTheWorkGoesOn_KeepsTheLease()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var first = database.Open(ShortLeases);
        await using var second = database.Open();
        var claimed = Assert.IsType<Claim.Claimed>(await first.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        await using var keeper = LeaseKeeper.Start(first, [claimed.Lease]);

        await Assert.ThrowsAsync<PlatformException>(() => WaitAsync(second, TimeSpan.FromSeconds(3)));

        Assert.False(keeper.Lost.IsCancellationRequested);
        Assert.True(claimed.Lease.IsCurrent);
    }

    [Fact]
    public async Task Keeper_OfATakenLease_SaysThatItIsLost()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var first = database.Open(ShortLeases);
        await using var second = database.Open();
        var claimed = Assert.IsType<Claim.Claimed>(await first.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        await using var keeper = LeaseKeeper.Start(first, [claimed.Lease]);
        var lost = new TaskCompletionSource();
        await using var registration = keeper.Lost.Register(lost.SetResult);

        // A heartbeat may come between the two statements and revive the lease; then once more.
        do await database.ExpireAsync(claimed.Lease);
        while (await second.ClaimAsync(LedgerDatabase.Request(), Cancellation) is not Claim.Claimed);

        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task Keeper_WhileTheLedgerIsAway_DoesNotGiveUp()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var first = database.Open(ShortLeases);
        var claimed = Assert.IsType<Claim.Claimed>(await first.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        await database.Database.ExecuteAsync("alter function platform.heartbeat(jsonb) rename to away", Cancellation);
        await using var keeper = LeaseKeeper.Start(first, [claimed.Lease]);
        await Task.Delay(TimeSpan.FromSeconds(1.5), Cancellation);
        Assert.False(claimed.Lease.IsCurrent);
        Assert.False(keeper.Lost.IsCancellationRequested);

        await database.Database.ExecuteAsync("alter function platform.away(jsonb) rename to heartbeat", Cancellation);

        Assert.Equal(1, await first.DecideAsync([LedgerDatabase.Member(claimed.Lease)], above: null, Cancellation));
    }

    private static Task<Claim> WaitAsync(RunLedger ledger, TimeSpan maxWait) =>
        ledger.ClaimOrWaitAsync(LedgerDatabase.Request(holder: "host:2"), (_, _) => Task.CompletedTask, maxWait, Cancellation);
}
