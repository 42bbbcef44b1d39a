using Platform.Ledger.Publications;
using Platform.Ledger.Reading;
using Platform.Ledger.Runs;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Ledger.Tests.Publications;

public sealed class PublicationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_WholeProtocol_LeavesASucceededRun()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var request = LedgerDatabase.Request();
        var publication = await LedgerDatabase.PublishAsync(ledger, request, rows: 42);

        var run = Assert.Single(await ledger.FindPublishedAsync("shop", request.Key.Table, LedgerDatabase.Ten, Cancellation));

        Assert.Equal(("succeeded", request.Attempt.ToString(), publication, 42L, 5000L, 1), (run.Status, run.PublishedAttempt, run.PublicationId, run.Rows, run.Bytes, run.Files));
        Assert.Equal((12d, false, "parquet", "zstd", "fingerprint"), (run.LatenessSeconds, run.Late, run.Format, run.Compression, run.SchemaFingerprint));
        Assert.Equal("0/16B3748", run.DatabaseSnapshot!.Value.GetProperty("lsn").GetString());
        Assert.Equal("test 7", $"{run.Metadata!.Value.GetProperty("by")} {run.Metadata.Value.GetProperty("rate")}");
        Assert.Null(run.Holder);
        Assert.Empty(await ledger.IntendedAsync(null, null, Cancellation));
    }

    [Fact]
    public async Task Decide_AskedAgain_DecidesOnce()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var lease = await ClaimAsync(ledger, LedgerDatabase.Request());

        var publication = await ledger.DecideAsync([LedgerDatabase.Member(lease)], above: null, Cancellation);
        var error = await Assert.ThrowsAsync<PlatformException>(() => ledger.DecideAsync([LedgerDatabase.Member(lease)], above: null, Cancellation));

        Assert.Equal("publication-unfinished", error.Kind);
        Assert.Equal([publication], await ledger.IntendedAsync("shop", LedgerDatabase.Request().Key.Table, Cancellation));
        Assert.Equal([publication], await ledger.IntendedAsync(null, null, Cancellation));
        Assert.Empty(await ledger.IntendedAsync("crm", null, Cancellation));
    }

    [Fact]
    public async Task Decide_WithAnExpiredLeaseThatNobodyTook_ProlongsItFirst()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var lease = await ClaimAsync(ledger, LedgerDatabase.Request());
        await database.ExpireAsync(lease);

        Assert.True(await ledger.DecideAsync([LedgerDatabase.Member(lease)], above: null, Cancellation) > 0);
    }

    [Fact]
    public async Task Decide_OfAGroup_IsAllOrNone()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var orders = await ClaimAsync(ledger, LedgerDatabase.Request(table: "orders"));
        var items = await ClaimAsync(ledger, LedgerDatabase.Request(table: "order_items"));
        await database.ExpireAsync(items);
        await using (var other = database.Open()) await ClaimAsync(other, LedgerDatabase.Request(table: "order_items"));

        await Assert.ThrowsAsync<PlatformException>(() => ledger.DecideAsync([LedgerDatabase.Member(orders), LedgerDatabase.Member(items)], above: null, Cancellation));

        Assert.Empty(await ledger.IntendedAsync(null, null, Cancellation));
        Assert.Equal("running", await database.Database.ScalarAsync<string>($"select status from platform.attempt where attempt_id = '{orders.Attempt}'", Cancellation));
    }

    [Fact]
    public async Task Group_Decided_SendsAllMembersAndFinishesAllRuns()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var orders = await ClaimAsync(ledger, LedgerDatabase.Request(table: "orders"));
        var items = await ClaimAsync(ledger, LedgerDatabase.Request(table: "order_items"));

        var publication = await ledger.DecideAsync([LedgerDatabase.Member(items), LedgerDatabase.Member(orders)], above: null, Cancellation);
        var send = Assert.IsType<SendPermit.Send>(await ledger.CheckNewestAndMarkSentAsync(publication, catalogCompares: true, Cancellation));
        await ledger.DoneAsync(publication, Cancellation);

        Assert.Equal(["orders", "order_items"], send.Members.Select(m => m.Key.Table.Name));
        Assert.Equal("file:///lake/x/", send.Members[0].Pointer.GetProperty("location").GetString());
        Assert.All(await ledger.StatusAsync(new StatusFilter(), Cancellation), r => Assert.Equal(("succeeded", publication), (r.Status, r.PublicationId)));
    }

    /// <summary>The lease is given 0 to 599 microseconds, so that it runs out before, within and after the claim.</summary>
    [Fact]
    public async Task Claim_WhileTheLeaseOfADecidedRunRunsOut_NeverBeginsAnotherAttempt()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using (var ledger = database.Open())
        {
            var lease = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation)).Lease;
            await ledger.DecideAsync([LedgerDatabase.Member(lease)], above: null, Cancellation);
        }

        await database.Database.ExecuteAsync("""
            do $$
            declare
                request  jsonb := (
                    select jsonb_build_object('source', source, 'schema', schema_name, 'table', table_name, 'output', output, 'snapshot_time', snapshot_time,
                        'attempt', '01M7YZD3MSRH4C7RHNBS61B0WA', 'ledger_version', 1, 'lease_seconds', 30, 'holder', 'host:2', 'version', '0.1.0', 'prefix', 'x/', 'entry_hash', 'h')
                    from platform.run);
                outcomes text[] := '{}';
            begin
                for i in 0 .. 1799 loop
                    update platform.lease set expires_at = clock_timestamp() + (i % 600) * interval '1 microsecond';
                    outcomes := outcomes || (platform.claim(request) ->> 'outcome');
                end loop;
                if (select array_agg(distinct o order by o) from unnest(outcomes) o) <> '{decided,leased}' then raise exception 'other outcomes'; end if;
            end $$
            """, Cancellation);

        Assert.Equal(1L, await database.Database.ScalarAsync<long>("select count(*) from platform.attempt", Cancellation));
    }

    [Fact]
    public async Task Claim_OfADecidedRunWhoseProcessDied_AsksToFinishIt()
    {
        var database = await LedgerDatabase.CreateAsync();
        long publication;
        await using (var dying = database.Open())
        {
            var lease = await ClaimAsync(dying, LedgerDatabase.Request());
            publication = await dying.DecideAsync([LedgerDatabase.Member(lease, rows: 9)], above: null, Cancellation);
            await database.ExpireAsync(lease);
        }
        await using var ledger = database.Open();

        var decided = Assert.IsType<Claim.Decided>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        var forced = await ledger.ClaimAsync(LedgerDatabase.Request(force: true), Cancellation);
        var neighbour = await ledger.ClaimAsync(LedgerDatabase.Request(new SnapshotTime(LedgerDatabase.Ten.Value.AddHours(1))), Cancellation);

        Assert.Equal([publication], decided.Intended);
        Assert.IsType<Claim.Decided>(forced);
        Assert.IsType<Claim.Claimed>(neighbour);
        Assert.Equal([publication], neighbour.Intended);
        Assert.True(Assert.Single(await ledger.StatusAsync(new StatusFilter { At = LedgerDatabase.Ten }, Cancellation)).Stale);
    }

    [Fact]
    public async Task ClaimOrWait_OfADecidedRun_RollsForwardAndSkips()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var dying = database.Open();
        var lease = await ClaimAsync(dying, LedgerDatabase.Request());
        var publication = await dying.DecideAsync([LedgerDatabase.Member(lease, rows: 9)], above: null, Cancellation);
        await database.ExpireAsync(lease);
        await using var ledger = database.Open();
        var rolled = new List<long>();

        var claim = await ledger.ClaimOrWaitAsync(LedgerDatabase.Request(), RollForwardAsync, TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal([publication], rolled);
        Assert.Equal(9, Assert.IsType<Claim.AlreadyPublished>(claim).Snapshot.Rows);
        // The process that was frozen after its decision wakes up: there is nothing left to do, and nothing it could break.
        Assert.IsType<SendPermit.Done>(await dying.CheckNewestAndMarkSentAsync(publication, catalogCompares: true, Cancellation));

        async Task RollForwardAsync(long number, CancellationToken cancellation)
        {
            rolled.Add(number);
            Assert.IsType<SendPermit.Send>(await ledger.CheckNewestAndMarkSentAsync(number, catalogCompares: true, cancellation));
            await ledger.DoneAsync(number, cancellation);
        }
    }

    [Fact]
    public async Task Send_OfAReplacedPublication_IsSuperseded()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var first = await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request(), rows: 1);
        var second = await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request(force: true), rows: 2);

        Assert.True(second > first);
        Assert.IsType<SendPermit.Superseded>(await ledger.CheckNewestAndMarkSentAsync(first, catalogCompares: true, Cancellation));
        await ledger.DoneAsync(first, Cancellation);

        var run = Assert.Single(await ledger.StatusAsync(new StatusFilter(), Cancellation));
        Assert.Equal((second, 2L), (run.PublicationId, run.Rows));
        Assert.Equal("publish done, replace done", await database.Database.ScalarAsync<string>(
            "select string_agg(kind || ' ' || state, ', ' order by publication_id) from platform.publication", Cancellation));
        Assert.Equal("replaced, published", await database.Database.ScalarAsync<string>("select string_agg(status, ', ' order by number) from platform.attempt", Cancellation));
    }

    [Fact]
    public async Task Send_OfAReplacement_WaitsForAnEarlierSenderThatMayStillBeSending()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var frozen = database.Open();
        await using var ledger = database.Open();
        var lease = await ClaimAsync(frozen, LedgerDatabase.Request());
        var first = await frozen.DecideAsync([LedgerDatabase.Member(lease)], above: null, Cancellation);
        // It has signed its request and freezes; another process finishes the publication.
        await frozen.CheckNewestAndMarkSentAsync(first, catalogCompares: false, Cancellation);
        await database.ExpireAsync(lease);
        await ledger.CheckNewestAndMarkSentAsync(first, catalogCompares: false, Cancellation);
        await ledger.DoneAsync(first, Cancellation);
        var second = await ledger.DecideAsync([LedgerDatabase.Member(await ClaimAsync(ledger, LedgerDatabase.Request(force: true)))], above: null, Cancellation);

        var wait = Assert.IsType<SendPermit.Wait>(await ledger.CheckNewestAndMarkSentAsync(second, catalogCompares: false, Cancellation));
        Assert.InRange(wait.For, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
        await database.Database.ExecuteAsync("update platform.publication_send set sent_at = sent_at - interval '6 min' where finished_at is null", Cancellation);
        Assert.IsType<SendPermit.Send>(await ledger.CheckNewestAndMarkSentAsync(second, catalogCompares: false, Cancellation));
    }

    [Fact]
    public async Task Send_OfAReplacement_DoesNotWaitWhereTheCatalogComparesOrTheSenderFinished()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request());
        var second = await ledger.DecideAsync([LedgerDatabase.Member(await ClaimAsync(ledger, LedgerDatabase.Request(force: true)))], above: null, Cancellation);

        Assert.IsType<SendPermit.Send>(await ledger.CheckNewestAndMarkSentAsync(second, catalogCompares: false, Cancellation));
    }

    [Fact]
    public async Task Decide_BelowWhatTheCatalogShows_GoesOnAboveIt()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var lease = await ClaimAsync(ledger, LedgerDatabase.Request());
        var next = await ClaimAsync(ledger, LedgerDatabase.Request(table: "order_items"));

        Assert.Equal(1001, await ledger.DecideAsync([LedgerDatabase.Member(lease)], above: 1000, Cancellation));
        Assert.Equal(1002, await ledger.DecideAsync([LedgerDatabase.Member(next)], above: 7, Cancellation));
    }

    [Fact]
    public async Task Decide_UnderARoleThatCommitsAsynchronously_StillCommitsForGood()
    {
        var database = await LedgerDatabase.CreateAsync();
        await database.Database.ExecuteAsync($"alter database {database.Database.Name} set synchronous_commit = off", Cancellation);
        await database.Database.ExecuteAsync(
            """
            create table seen (setting text);
            create function see() returns trigger language plpgsql as $$ begin insert into seen values (current_setting('synchronous_commit')); return null; end $$;
            create constraint trigger see after insert or update on platform.publication initially deferred for each row execute function see();
            """, Cancellation);
        await using var ledger = database.Open();

        await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request());

        Assert.Equal("decided on, sent off, done on", await database.Database.ScalarAsync<string>(
            "select format('decided %s, sent %s, done %s', a[1], a[2], a[3]) from (select array_agg(setting order by ctid) a from seen) s", Cancellation));
    }

    [Fact]
    public async Task Fail_AfterTheDecision_OnlyNotesTheError()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var lease = await ClaimAsync(ledger, LedgerDatabase.Request());
        var publication = await ledger.DecideAsync([LedgerDatabase.Member(lease)], above: null, Cancellation);

        await ledger.FailAsync(lease, new PlatformException(Stage.Publish, ExitCode.TryAgain, "the catalog is away") { Kind = "catalog-away" }, Cancellation);

        var run = Assert.Single(await ledger.StatusAsync(new StatusFilter(), Cancellation));
        Assert.Equal(("running", true, "catalog-away"), (run.Status, run.Stale, run.ErrorType));
        Assert.Equal([publication], Assert.IsType<Claim.Decided>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation)).Intended);
    }

    [Theory]
    [InlineData(-31)]
    [InlineData(31)]
    public async Task Decide_WithAClockThatIsOff_IsRefused(int seconds)
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open(time: new ShiftedClock(TimeSpan.FromSeconds(seconds)));
        var lease = await ClaimAsync(ledger, LedgerDatabase.Request());

        var error = await Assert.ThrowsAsync<PlatformException>(() => ledger.DecideAsync([LedgerDatabase.Member(lease)], above: null, Cancellation));

        Assert.Equal(("clock-skew", ExitCode.TryAgain), (error.Kind, error.ExitCode));
        Assert.Matches("^this process's clock says .*Z, the ledger's .*Z: more than 30 s apart, so nothing is published$", error.Message);
        Assert.Empty(await ledger.IntendedAsync(null, null, Cancellation));
    }

    [Theory]
    [InlineData("update platform.run set status = 'succeeded'", "23514")]
    [InlineData("update platform.run set status = 'pending'", "PL001")]
    [InlineData("update platform.run set snapshot_time = snapshot_time + interval '1 h'", "PL001")]
    [InlineData("update platform.run set status = 'failed'", "23514")]
    [InlineData("update platform.attempt set status = 'published'", "PL001")]
    [InlineData("update platform.attempt set status = 'deleted'", "PL001")]
    [InlineData("update platform.lease set fencing = fencing - 1", "PL001")]
    [InlineData("insert into platform.run (source, schema_name, table_name, snapshot_time) values ('s', 'p', 't', '2026-03-01 10:30Z')", "23514")]
    [InlineData("insert into platform.run (source, schema_name, table_name, snapshot_time, status) values ('s', 'p', 't', '2026-03-01 10:00Z', 'running')", "PL001")]
    [InlineData("insert into platform.attempt (attempt_id, run_id, number, fencing, holder) select 'not a ulid', run_id, 2, 99, 'x' from platform.run", "23514")]
    [InlineData("insert into platform.attempt (attempt_id, run_id, number, fencing, holder) select '01ARZ3NDEKTSV4RRFFQ69G5FAV', run_id, 2, 99, 'x' from platform.run", "23505")]
    public async Task Database_IllegalStepOfARunningRun_IsRefused(string sql, string sqlState)
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        await ClaimAsync(ledger, LedgerDatabase.Request());

        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.Database.ExecuteAsync(sql, Cancellation));

        Assert.Equal(sqlState, error.SqlState);
    }

    [Theory]
    [InlineData("update platform.publication set state = 'intended', done_at = null")]
    [InlineData("update platform.publication_member set pointer = '{}'")]
    [InlineData("delete from platform.publication_member")]
    [InlineData("update platform.run set publication_id = publication_id - 1")]
    [InlineData("update platform.lease set released_at = null")]
    [InlineData("update platform.attempt set status = 'running'")]
    public async Task Database_IllegalStepOfAPublishedRun_IsRefused(string sql)
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request());

        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.Database.ExecuteAsync(sql, Cancellation));

        Assert.Equal("PL001", error.SqlState);
    }

    private static async Task<Lease> ClaimAsync(RunLedger ledger, ClaimRequest request) =>
        Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(request, Cancellation)).Lease;
}
