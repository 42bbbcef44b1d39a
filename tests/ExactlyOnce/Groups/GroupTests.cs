using System.Text.Json;
using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Lake.Catalog;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Groups;

/// <summary>Tables that share one database snapshot, while money moves between them.</summary>
public sealed class GroupTests
{
    private static readonly int Hours = Form.Of(3, 20);

    /// <summary>For snapshot times of the past as well.</summary>
    private static IReadOnlyList<Entry> Entries => [.. new[] { "checking", "saving" }.Select(table => Site.Entry(table) with { MaxLateness = TimeSpan.FromDays(2) })];

    [Fact]
    public async Task Group_UnderLoad_AlwaysBalances()
    {
        using var site = await Site.CreateAsync();
        await using var transfers = await Transfers.StartAsync(site);

        foreach (var hour in HoursOf(site))
        {
            site.Hour = hour;
            var run = await site.RunGroupAsync("money", Entries);
            Assert.True(run.ExitCode == 0, run.Errors);
            AssertConsistent(site);
        }

        Assert.Equal($"{Hours}", await site.Ledger.ScalarAsync<string>("select count(distinct database_snapshot ->> 'snapshot_id')::text from platform.run where metadata ->> 'group' = 'money'"));
        Assert.Equal(0, await site.Ledger.ScalarAsync<long>("select count(*) from platform.lease where released_at is null"));
    }

    [Fact]
    public async Task TablesAlone_UnderTheSameLoad_DoNotBalance()
    {
        using var site = await Site.CreateAsync();
        await using var transfers = await Transfers.StartAsync(site);
        var sums = new List<long>();

        foreach (var hour in HoursOf(site))
        {
            site.Hour = hour;
            foreach (var entry in Entries)
            {
                var run = await site.RunAsync(entry);
                Assert.True(run.ExitCode == 0, run.Errors);
                await transfers.MoreAsync();
            }

            sums.Add(Pointers(site).Sum(pointer => SnapshotContent.Read(site.Lake, pointer).Amounts));
        }

        Assert.All(sums, sum => Assert.NotEqual(Transfers.Total, sum));
    }

    [Theory]
    [InlineData("Claimed#1")]
    [InlineData("Claimed#2")]
    [InlineData("PartCompleted#2")]
    [InlineData("ManifestWritten#2")]
    [InlineData("Decided")]
    [InlineData("PartitionPut#1")]
    [InlineData("LatestMoved#1")]
    [InlineData("ReadBack")]
    public async Task Kill_AtAStepOfTheGroup_AllOrNoneIsPublished(string step)
    {
        using var site = await Site.CreateAsync();
        await using var transfers = await Transfers.StartAsync(site);
        using (var job = site.StartGroup("money", Entries, $"{step}=kill")) await job.DiedAsync();

        var next = await site.RunGroupAsync("money", Entries);

        Assert.True(next.ExitCode == 0, next.Errors);
        AssertConsistent(site);
        Assert.Equal(1, await site.Ledger.ScalarAsync<long>("select count(*) from platform.publication"));
    }

    [Fact]
    public async Task Group_TwoProcessesAtOnce_OnePublishesTheOtherSkips()
    {
        using var site = await Site.CreateAsync();
        await using var transfers = await Transfers.StartAsync(site);
        using var first = site.StartGroup("money", Entries, "lease=30s");
        using var second = site.StartGroup("money", Entries.Reverse().ToList(), "lease=30s");

        var runs = await Task.WhenAll(first.EndAsync(), second.EndAsync());

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Errors));
        Assert.Single(runs, run => run.Has("skipped"));
        AssertConsistent(site);
        Assert.Equal(1, await site.Ledger.ScalarAsync<long>("select count(*) from platform.publication"));
    }

    [Fact]
    public async Task Group_OneTablePublishedAlone_RefusesUntilForced()
    {
        using var site = await Site.CreateAsync();
        await using var transfers = await Transfers.StartAsync(site);
        Assert.Equal(0, (await site.RunAsync(Entries[1])).ExitCode);

        var refused = await site.RunGroupAsync("money", Entries);
        var forced = await site.RunGroupAsync("money", Entries, "--force");

        Assert.Equal((65, "group-partly-published"), (refused.ExitCode, refused.Kind));
        Assert.Equal($"of group money, public.saving is published for {site.Hour} already, each at a database snapshot of its own", refused.Message);
        Assert.True(forced.ExitCode == 0, forced.Errors);
        AssertConsistent(site);
    }

    [Fact]
    public async Task Rollback_OfOneTable_TakesTheGroupBackAndItStillBalances()
    {
        using var site = await Site.CreateAsync();
        await using var transfers = await Transfers.StartAsync(site);
        Assert.Equal(0, (await site.RunGroupAsync("money", Entries)).ExitCode);
        var before = Pointers(site);
        Assert.Equal(0, (await site.RunGroupAsync("money", Entries, "--force")).ExitCode);

        var rollback = await site.OperateAsync(Entries[0], "rollback", "checking", "--at", site.Hour.ToString());

        Assert.True(rollback.ExitCode == 0, rollback.Errors);
        Assert.Equal(["public.saving"], JsonDocument.Parse(rollback.Output).RootElement.GetProperty("together").EnumerateArray().Select(table => table.GetString()));
        AssertConsistent(site);
        Assert.Equal(before.Select(pointer => pointer.Location), Pointers(site).Select(pointer => pointer.Location));
        var next = await site.RunGroupAsync("money", Entries);
        Assert.True(next.ExitCode == 0 && next.Has("skipped"), next.Errors);
    }

    private static IEnumerable<SnapshotTime> HoursOf(Site site) => Enumerable.Range(0, Hours).Select(i => new SnapshotTime(site.Hour.Value.AddHours(-i))).ToList();

    private static IReadOnlyList<Pointer> Pointers(Site site) => [.. Entries.Select(entry => site.Shown(entry) ?? throw new InvalidOperationException($"{entry.Table} is not published"))];

    /// <summary>Both published, by one publication, from one database snapshot, and together they hold all the money.</summary>
    private static void AssertConsistent(Site site)
    {
        var pointers = Pointers(site);
        Totals.Snapshots(pointers.Count, 0, 0);
        foreach (var pointer in pointers) Assert.Null(SnapshotContent.Incomplete(site.Lake, pointer));
        Assert.Single(pointers.DistinctBy(p => (p.Parameters.Publication, p.Parameters.Lsn, p.Parameters.SnapshotId, p.Parameters.SystemIdentifier, p.Parameters.CapturedAt, p.Parameters.Group)));
        Assert.Equal("money", pointers[0].Parameters.Group);
        var contents = pointers.Select(pointer => SnapshotContent.Read(site.Lake, pointer)).ToList();
        Assert.Equal(Transfers.Total, contents.Sum(content => content.Amounts));
        Assert.All(contents, content => Assert.Equal(
            (pointers[0].Parameters.SnapshotId, pointers[0].Parameters.Lsn, pointers[0].Parameters.SystemIdentifier, "money"),
            (content.Footer["platform.snapshot_id"], content.Footer["platform.lsn"], content.Footer["platform.system_identifier"], content.Footer["platform.group"])));
    }
}
