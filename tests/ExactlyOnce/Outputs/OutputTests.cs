using Platform.ExactlyOnce.Tests.Matrix;
using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Lake.Catalog;
using Platform.Registry.Entries;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Outputs;

/// <summary>A table in two formats from one read: the hour is published in both or in none, whatever happens.</summary>
public sealed class OutputTests
{
    /// <summary>Those between the two outputs, where one is ahead of the other; the long form has every step, for the first output and for the second.</summary>
    public static TheoryData<string> Steps => Form.Of<TheoryData<string>>(
        ["Claimed#1", "ManifestWritten#1", "Decided", "PartitionPut#1", "LatestMoved#1"],
        [.. StepCase.All.SelectMany(c => c.Step is FlowStep.SnapshotOpened or FlowStep.PartWriting or FlowStep.Proved or FlowStep.Decided or FlowStep.MarkedSent or FlowStep.ReadBack or FlowStep.Done ? [$"{c.Step}"] : new[] { $"{c.Step}#1", $"{c.Step}#2" })]);

    private static Entry Entry => Site.Entry("t") with { Outputs = [new Output("backup", FileFormat.Avro, Compression.Zstd)] };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Kill_AtAStep_AllOutputsOrNoneIsPublished(string step)
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        using var reader = new CatalogReader(site, Entry);
        using var second = new CatalogReader(site, Entry.EachOutput()[1]);
        using (var job = site.Start(Entry, $"{step}=kill")) await job.DiedAsync();

        var next = await site.RunAsync(Entry);

        Assert.True(next.ExitCode == 0, next.Errors);
        AssertSame(site);
        Assert.Equal(1, await site.Ledger.ScalarAsync<long>("select count(*) from platform.publication"));
        reader.AssertSawOnlyWhole();
        second.AssertSawOnlyWhole();
    }

    /// <summary>The bound that any number of processes at once keeps, for a table of two runs.</summary>
    [Fact]
    public async Task Crowd_AtOneHour_PublishesBothOutputsOnce()
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        var jobs = Enumerable.Range(0, Form.Of(6, 50)).Select(_ => site.Start(Entry, "lease=30s")).ToList();

        var runs = await Task.WhenAll(jobs.Select(job => job.EndAsync()));

        foreach (var job in jobs) job.Dispose();
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Errors));
        Assert.Single(runs, run => !run.Has("skipped"));
        AssertSame(site);
        Assert.Equal(1, await site.Ledger.ScalarAsync<long>("select count(*) from platform.publication"));
    }

    [Theory]
    [InlineData("t", "public.t@backup")]
    [InlineData("t@backup", "public.t")]
    public async Task Rollback_OfOneOutput_TakesTheOtherBack(string named, string together)
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        Assert.Equal(0, (await site.RunAsync(Entry)).ExitCode);
        var before = Pointers(site);
        Assert.Equal(0, (await site.RunAsync(Entry, "--force")).ExitCode);

        var rollback = await site.OperateAsync(Entry, "rollback", named, "--at", site.Hour.ToString());

        Assert.True(rollback.ExitCode == 0, rollback.Errors);
        Assert.Contains($"\"together\": [\n    \"{together}\"\n  ]", rollback.Output, StringComparison.Ordinal);
        AssertSame(site);
        Assert.Equal(before.Select(pointer => pointer.Location), Pointers(site).Select(pointer => pointer.Location));
    }

    private static IReadOnlyList<Pointer> Pointers(Site site) => [.. Entry.EachOutput().Select(output => site.Shown(output) ?? throw new InvalidOperationException($"{output.Name} is not published"))];

    /// <summary>Both published, by one publication, from one database snapshot, whole, and with the same rows.</summary>
    private static void AssertSame(Site site)
    {
        var pointers = Pointers(site);
        Totals.Snapshots(pointers.Count, 0, 0);
        Assert.Equal(["parquet", "avro"], pointers.Select(pointer => pointer.Format));
        Assert.Single(pointers.DistinctBy(p => (p.Parameters.Publication, p.Parameters.Lsn, p.Parameters.SnapshotId, p.Parameters.SystemIdentifier, p.Parameters.CapturedAt)));
        foreach (var pointer in pointers) Invariants.AssertContent(site.Lake, pointer);
        Assert.Single(pointers.Select(pointer => SnapshotContent.Read(site.Lake, pointer)).DistinctBy(content => (content.Rows, content.Ids, content.Amounts)));
        Assert.All(Entry.EachOutput().Zip(pointers), pair => Assert.Equal(pair.Second, site.Lake.Latest(Site.Identifier(pair.First))));
    }
}
