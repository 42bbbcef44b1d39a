using Npgsql;
using Platform.Columns.Batches;
using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Ranges;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Tests.Session;

namespace Platform.Sources.Postgres.Tests.Ranges;

public sealed class RangePlannerTests
{
    private static readonly IReadOnlyList<ColumnRead> Id = [new ColumnRead(new Field("id", new LakeType.Integer()), "\"id\"", WireType.Int4)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Plan_LargeHeap_SharesBoundsAndLeavesTheEndOpen()
    {
        var plan = RangePlanner.Plan(Table(100), Id, "id > 0", 3);

        Assert.Equal(
            [
                "COPY (SELECT \"id\" FROM ONLY \"public\".\"t\" WHERE ctid >= '(0,0)' AND ctid < '(4267,0)' AND (id > 0\n)) TO STDOUT (FORMAT BINARY)",
                "COPY (SELECT \"id\" FROM ONLY \"public\".\"t\" WHERE ctid >= '(4267,0)' AND ctid < '(8534,0)' AND (id > 0\n)) TO STDOUT (FORMAT BINARY)",
                "COPY (SELECT \"id\" FROM ONLY \"public\".\"t\" WHERE ctid >= '(8534,0)' AND (id > 0\n)) TO STDOUT (FORMAT BINARY)",
            ],
            plan.Streams.Select(s => s.Single().CopySql));
        Assert.Null(plan.Notice);
        Assert.Equal(100L << 20, plan.Bytes);
    }

    [Theory]
    [InlineData(0, 8, 1)]
    [InlineData(7, 8, 1)]
    [InlineData(8, 8, 2)]
    [InlineData(1000, 1, 1)]
    [InlineData(1000, 64, 64)]
    public void Plan_AnySize_UsesStreamsThatAreWorthIt(int mebibytes, int parallel, int streams)
    {
        Assert.Equal(streams, RangePlanner.Plan(Table(mebibytes), Id, null, parallel).Streams.Count);
    }

    [Fact]
    public void Plan_ManyLeaves_CoversEachOnceInStreamsOfSimilarBytes()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var sizes = Enumerable.Range(0, random.Next(1, 12)).Select(_ => (long)random.Next(0, 4000) * 8192).OrderDescending().ToList();
            var table = Table(0) with
            {
                Leaves = [.. sizes.Select((s, i) => new LiveLeaf((uint)i, new TableName("public", $"leaf{i}"), TableKind.Table, true, s, true))],
                ServerVersion = random.Next(4) == 0 ? 13 : 15,
            };
            var parallel = random.Next(1, 9);

            var plan = RangePlanner.Plan(table, Id, null, parallel);

            Assert.True(plan.Streams.Count >= 1 && plan.Streams.Count <= parallel, $"seed {seed}");
            Assert.All(plan.Streams, s => Assert.NotEmpty(s));
            foreach (var leaf in table.Leaves)
            {
                var ranges = plan.Streams.SelectMany(s => s).Where(r => r.Relation == leaf.Name).ToList();
                Assert.Equal(0, ranges[0].FirstBlock);
                Assert.Null(ranges[^1].BlockToExcl);
                foreach (var (range, next) in ranges.Zip(ranges.Skip(1))) Assert.Equal(range.BlockToExcl, next.FirstBlock);
                Assert.Equal(leaf.Bytes, ranges.Sum(r => r.Bytes));
            }

            if (table.ServerVersion < 14 || plan.Streams.Count == 1) continue;
            var share = plan.Bytes / plan.Streams.Count;
            Assert.True(plan.Streams.Max(s => s.Sum(r => r.Bytes)) <= share + (8192 * (table.Leaves.Count + 1)), $"seed {seed}: {string.Join(' ', plan.Streams.Select(s => s.Sum(r => r.Bytes)))}");
        }
    }

    [Fact]
    public void Plan_VersionBefore14_ReadsLeavesWhole()
    {
        var plan = RangePlanner.Plan(Table(100) with { ServerVersion = 13 }, Id, null, 4);

        Assert.Equal("COPY (SELECT \"id\" FROM ONLY \"public\".\"t\") TO STDOUT (FORMAT BINARY)", Assert.Single(Assert.Single(plan.Streams)).CopySql);
        Assert.Equal("PostgreSQL 13 cannot scan a range of blocks (14 can): public.t is read whole, leaf by leaf", plan.Notice);
    }

    [Fact]
    public void Plan_AccessMethodOtherThanHeap_ReadsItWhole()
    {
        var table = Table(100);

        var plan = RangePlanner.Plan(table with { Leaves = [table.Leaves[0] with { Heap = false }] }, Id, null, 4);

        Assert.Null(Assert.Single(Assert.Single(plan.Streams)).BlockToExcl);
    }

    [Fact]
    public async Task Plan_TableGrowsBetweenPlanningAndReading_LosesAndDoublesNothing()
    {
        await using var source = await Source.OpenAsync("create table t (id int, pad text); insert into t select i, repeat('x', 900) from generate_series(1, 20000) i");
        var plan = RangePlanner.Plan(await source.ReadAsync("t"), Id, null, 4);
        await source.Database.ExecuteAsync("insert into t select i, repeat('y', 900) from generate_series(20001, 60000) i; update t set pad = 'z' where id % 3 = 0", Cancellation);
        await using var leader = await source.Session.BeginSnapshotAsync(Cancellation);
        await source.Database.ExecuteAsync("delete from t where id % 2 = 0; insert into t select i, repeat('y', 900) from generate_series(60001, 90000) i", Cancellation);

        var ids = new List<int>();
        foreach (var range in plan.Streams.SelectMany(s => s)) ids.AddRange(await IdsAsync(leader.Connection, range));

        Assert.Equal(source.Session.Server.Version >= RangePlanner.FirstVersionWithRangeScan ? 4 : 1, plan.Streams.Count);
        Assert.Equal(60000, ids.Count);
        Assert.Equal(Enumerable.Range(1, 60000), ids.Order());
    }

    [Fact]
    public async Task Plan_PartitionsOfOtherShape_ReadsEachByName()
    {
        await using var source = await Source.OpenAsync("""
            create table p (id int, k int, note text) partition by range (k);
            create table p_low (note text, gone int, k int, id int); alter table p_low drop column gone;
            alter table p attach partition p_low for values from (minvalue) to (100);
            create table p_high partition of p for values from (100) to (maxvalue) partition by hash (id);
            create table p_high0 partition of p_high for values with (modulus 2, remainder 0);
            create table p_high1 partition of p_high for values with (modulus 2, remainder 1);
            insert into p select i, i % 200, repeat('x', 400) from generate_series(1, 50000) i;
            """);

        var plan = RangePlanner.Plan(await source.ReadAsync("p"), Id, null, 4);

        Assert.True(plan.Streams.Count > 1);
        Assert.Equal(["public.p_high0", "public.p_high1", "public.p_low"], plan.Streams.SelectMany(s => s).Select(r => r.Relation.ToString()).Distinct().Order());
        var ids = new List<int>();
        foreach (var range in plan.Streams.SelectMany(s => s)) ids.AddRange(await IdsAsync(source.Probe, range));
        Assert.Equal(Enumerable.Range(1, 50000), ids.Order());
    }

    [Fact]
    public async Task Plan_LeafThatMayNotBeRead_ReadsTheParentInOneStream()
    {
        await using var source = await Source.OpenAsync("""
            create table p (id int) partition by range (id);
            create table p1 partition of p for values from (0) to (100000);
            insert into p select generate_series(1, 5000);
            grant select on p to plain;
            """, plain: true);

        var plan = RangePlanner.Plan(await source.ReadAsync("p"), Id, null, 4);

        Assert.Equal("COPY (SELECT \"id\" FROM \"public\".\"p\") TO STDOUT (FORMAT BINARY)", Assert.Single(Assert.Single(plan.Streams)).CopySql);
        Assert.Equal("the role plain may not read the leaf public.p1 directly: public.p is read in one stream", plan.Notice);
        Assert.Equal(5000, (await IdsAsync(source.Probe, plan.Streams[0][0])).Count);
    }

    [Fact]
    public async Task Plan_SelectOnColumnsOnly_ReadsWithoutCtid()
    {
        await using var source = await Source.OpenAsync("create table t (id int, pad text); insert into t select i, repeat('x', 900) from generate_series(1, 20000) i; grant select (id) on t to plain", plain: true);

        var plan = RangePlanner.Plan(await source.ReadAsync("t"), Id, null, 4);

        Assert.Equal(20000, (await IdsAsync(source.Probe, Assert.Single(Assert.Single(plan.Streams)))).Count);
        Assert.Contains("SELECT on columns only", plan.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_InheritanceParent_ReadsParentAndChildren()
    {
        await using var source = await Source.OpenAsync("""
            create table a (id int); create table b (extra text) inherits (a); create table c () inherits (b);
            insert into a values (1); insert into b values (2); insert into c values (3);
            """);

        var plan = RangePlanner.Plan(await source.ReadAsync("a"), Id, null, 2);

        var ids = new List<int>();
        foreach (var range in plan.Streams.SelectMany(s => s)) ids.AddRange(await IdsAsync(source.Probe, range));
        Assert.Equal([1, 2, 3], ids.Order());
    }

    [Fact]
    public async Task Plan_ViewAndMaterializedView_ReadAll()
    {
        await using var source = await Source.OpenAsync("""
            create view v as select i as id from generate_series(1, 10) i;
            create materialized view mv as select i as id, repeat('x', 900) as pad from generate_series(1, 20000) i;
            """);

        var view = RangePlanner.Plan(await source.ReadAsync("v"), Id, null, 2);
        var materialized = RangePlanner.Plan(await source.ReadAsync("mv"), Id, null, 2);

        Assert.Equal(10, (await IdsAsync(source.Probe, view.Streams.Single().Single())).Count);
        Assert.Equal(source.Session.Server.Version >= 14 ? 2 : 1, materialized.Streams.Count);
        Assert.Equal(20000, (await IdsAsync(source.Probe, materialized.Streams[0][0])).Count + (materialized.Streams.Count > 1 ? (await IdsAsync(source.Probe, materialized.Streams[1][0])).Count : 0));
    }

    /// <summary>Runs the very COPY, by the driver's binary reader.</summary>
    private static async Task<List<int>> IdsAsync(NpgsqlConnection connection, ReadRange range)
    {
        var ids = new List<int>();
        await using var reader = await connection.BeginBinaryExportAsync(range.CopySql, Cancellation);
        while (await reader.StartRowAsync(Cancellation) != -1) ids.Add(await reader.ReadAsync<int>(Cancellation));
        return ids;
    }

    private static LiveTable Table(int mebibytes)
    {
        var name = new TableName("public", "t");
        return new LiveTable
        {
            Oid = 1,
            Name = name,
            Kind = TableKind.Table,
            Owner = "o",
            Role = "r",
            Columns = [],
            Indexes = [],
            Leaves = [new LiveLeaf(1, name, TableKind.Table, true, (long)mebibytes << 20, true)],
            SchemaUsable = true,
            RowSecurityEnabled = false,
            RowSecurityFilters = false,
            BlockSize = 8192,
            ServerVersion = 15,
            Shape = "",
        };
    }
}
