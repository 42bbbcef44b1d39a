using Platform.Ledger.Findings;
using Platform.Ledger.Reading;
using Platform.Ledger.Runs;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Ledger.Tests.Runs;

public sealed class ClaimTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_OfANewSnapshot_IsGranted()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();

        var claimed = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));

        Assert.Equal(1, claimed.AttemptNumber);
        Assert.Null(claimed.Replaces);
        Assert.Empty(claimed.Intended);
        Assert.True(claimed.Lease.IsCurrent);
        var run = Assert.Single(await ledger.StatusAsync(new StatusFilter(), Cancellation));
        Assert.Equal(("running", false, 1, "host:1", "job-7", "hourly"), (run.Status, run.Stale, run.Attempts, run.Holder, run.JobId, run.Schedule));
        Assert.Equal("test", run.Metadata!.Value.GetProperty("by").GetString());
        Assert.Equal(LedgerDatabase.Ten.Value, run.SnapshotTime);
    }

    [Fact]
    public async Task Claim_AskedAgainWithTheSameAttempt_HasTheSameAnswer()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var request = LedgerDatabase.Request();

        var first = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(request, Cancellation));
        var again = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(request, Cancellation));

        Assert.Equal((first.RunId, first.Lease.Fencing, first.AttemptNumber), (again.RunId, again.Lease.Fencing, again.AttemptNumber));
        Assert.Equal(1L, await database.Database.ScalarAsync<long>("select count(*) from platform.attempt", Cancellation));
    }

    [Fact]
    public async Task Claim_WhileAnotherHolds_SaysWhoAndUntilWhen()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        await ledger.ClaimAsync(LedgerDatabase.Request(holder: "host:1"), Cancellation);

        var leased = Assert.IsType<Claim.LeasedByOther>(await ledger.ClaimAsync(LedgerDatabase.Request(holder: "host:2"), Cancellation));

        Assert.Equal("host:1", leased.Holder);
        Assert.InRange(leased.Until - leased.LedgerTime, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Claim_ByFiftyAtOnce_HasOneWinner()
    {
        var database = await LedgerDatabase.CreateAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            await using var ledger = database.Open();
            return await ledger.ClaimAsync(LedgerDatabase.Request(holder: $"host:{i}"), Cancellation);
        })));

        Assert.Single(claims.OfType<Claim.Claimed>());
        Assert.Equal(49, claims.OfType<Claim.LeasedByOther>().Count());
        Assert.Equal(1L, await database.Database.ScalarAsync<long>("select count(*) from platform.attempt", Cancellation));
    }

    [Fact]
    public async Task Claim_AfterExpiry_TakesOverAndFencesTheOldHolderOff()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var old = database.Open();
        await using var young = database.Open();
        var first = Assert.IsType<Claim.Claimed>(await old.ClaimAsync(LedgerDatabase.Request(holder: "host:1"), Cancellation));
        await database.ExpireAsync(first.Lease);

        var second = Assert.IsType<Claim.Claimed>(await young.ClaimAsync(LedgerDatabase.Request(holder: "host:2"), Cancellation));

        Assert.True(second.Lease.Fencing > first.Lease.Fencing);
        Assert.Equal(2, second.AttemptNumber);
        Assert.False(await old.HeartbeatAsync([first.Lease], Cancellation));
        Assert.False(await old.RecordAsync(first.Lease, new AttemptFindings(), Cancellation));
        Assert.False(await old.FailAsync(first.Lease, Failure(), Cancellation));
        var error = await Assert.ThrowsAsync<PlatformException>(() => old.DecideAsync([LedgerDatabase.Member(first.Lease)], above: null, Cancellation));
        Assert.Equal($"attempt {first.Lease.Attempt} lost its lease to host:2 and may not publish", error.Message);
        Assert.Equal(("lease-lost", ExitCode.TryAgain), (error.Kind, error.ExitCode));
        Assert.Equal("lost", await AttemptStatusAsync(database, first.Lease));
        Assert.True(await young.HeartbeatAsync([second.Lease], Cancellation));
    }

    [Fact]
    public async Task Claim_OfATakenOverAttempt_IsLost()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var request = LedgerDatabase.Request();
        var first = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(request, Cancellation));
        await database.ExpireAsync(first.Lease);
        await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation);

        Assert.IsType<Claim.Lost>(await ledger.ClaimAsync(request, Cancellation));
    }

    [Fact]
    public async Task Heartbeat_OfAnExpiredLeaseThatNobodyTook_RevivesIt()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var claimed = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        await database.ExpireAsync(claimed.Lease);

        Assert.True(await ledger.HeartbeatAsync([claimed.Lease], Cancellation));

        Assert.IsType<Claim.LeasedByOther>(await ledger.ClaimAsync(LedgerDatabase.Request(holder: "host:2"), Cancellation));
    }

    [Fact]
    public async Task Claim_OfAPublishedSnapshot_IsASkipAndForceReplaces()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var publication = await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request(), rows: 42);

        var published = Assert.IsType<Claim.AlreadyPublished>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        var forced = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(force: true), Cancellation));

        Assert.Equal((publication, 42L), (published.Snapshot.PublicationId, published.Snapshot.Rows));
        Assert.Equal(published.Snapshot, forced.Replaces);
        // While it is being replaced, readers and skips still have it.
        Assert.IsType<Claim.AlreadyPublished>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));
    }

    [Fact]
    public async Task Fail_OfTheFirstAttempt_FailsTheRunAndFreesIt()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var claimed = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));

        Assert.True(await ledger.FailAsync(claimed.Lease, Failure(), Cancellation));
        Assert.True(await ledger.FailAsync(claimed.Lease, Failure(), Cancellation));

        var run = Assert.Single(await ledger.StatusAsync(new StatusFilter { Failed = true }, Cancellation));
        Assert.Equal(("failed", "schema-drift", "schema", "column total is numeric, expected integer", "change the entry", 65),
            (run.Status, run.ErrorType, run.ErrorStage, run.ErrorMessage, run.ErrorHint, run.ExitCode));
        var again = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        Assert.Equal(2, again.AttemptNumber);
    }

    [Fact]
    public async Task Fail_OfAReplacement_LeavesThePublishedSnapshot()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request(), rows: 42);
        var forced = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(force: true), Cancellation));

        await ledger.FailAsync(forced.Lease, Failure(), Cancellation);

        var run = Assert.Single(await ledger.StatusAsync(new StatusFilter(), Cancellation));
        Assert.Equal(("succeeded", 42L, "schema-drift"), (run.Status, run.Rows, run.ErrorType));
        Assert.IsType<Claim.AlreadyPublished>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));
    }

    [Fact]
    public async Task Record_OfFindings_IsPlainSqlAndRepeatable()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var claimed = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        var findings = new AttemptFindings
        {
            Parts = [new PartRecord(0, "a/part-00000.parquet", 100, 10, 1, "crc64nvme", "00ff"), new PartRecord(1, "a/part-00001.parquet", 50, 5, null, "crc64nvme", "00fe")],
            Losses = [new LossRecord("weight", "nan", "null", 3)],
            Checks = [new CheckRecord(0, "unique order_id", "unique", "fail", true, null, null)],
        };

        Assert.True(await ledger.RecordAsync(claimed.Lease, findings, Cancellation));
        Assert.True(await ledger.RecordAsync(claimed.Lease, findings, Cancellation));

        Assert.Equal("2 parts, 15 rows, weight nan null 3, unique order_id true", await database.Database.ScalarAsync<string>(
            """
            select format('%s parts, %s rows, %s', count(*), sum(rows), (select concat_ws(' ', column_name, kind, policy, count) from platform.loss))
                || (select format(', %s %s', name, passed::text) from platform.check_result) from platform.part
            """, Cancellation));
    }

    [Fact]
    public async Task Keys_ThatDifferInAnything_AreDifferentRuns()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var request = LedgerDatabase.Request();
        SnapshotKey[] keys =
        [
            request.Key, request.Key with { Source = "crm" }, request.Key with { Table = new TableName("sales", "orders") }, request.Key with { Output = "csv" },
            request.Key with { SnapshotTime = new SnapshotTime(LedgerDatabase.Ten.Value.AddHours(1)) }, request.Key with { Table = new TableName("public", "Bestell\"ungen 'x'; --") },
        ];

        foreach (var key in keys) Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request() with { Key = key }, Cancellation));

        Assert.Equal(keys.Length, (await ledger.StatusAsync(new StatusFilter(), Cancellation)).Count);
    }

    private static PlatformException Failure() =>
        new(Stage.Schema, ExitCode.Data, "column total is numeric, expected integer", "change the entry") { Kind = "schema-drift" };

    private static Task<string> AttemptStatusAsync(LedgerDatabase database, Lease lease) =>
        database.Database.ScalarAsync<string>($"select status from platform.attempt where attempt_id = '{lease.Attempt}'", Cancellation);
}
