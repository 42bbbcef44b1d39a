using Platform.Columns.Batches;
using Platform.Columns.Proof;
using Platform.Difference;
using Platform.Difference.Comparing;
using Platform.Formats.Tests.Parquet;
using Platform.Lake.Manifest;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Restore.Reading;

namespace Platform.Restore.Tests.Comparing;

/// <summary>Random tables with keys that are there twice, or null: whatever parts are left unread, the answer is that of a naive comparison of all rows.</summary>
public sealed class LeftOutPartsTests
{
    private const int Cases = 3000;

    private static readonly Field[] Fields = [new("id", new LakeType.Integer()), new("v", new LakeType.Integer())];

    private static readonly SnapshotPair Pair = new("shop", new TableName("public", "t"), SnapshotTime.Parse("2026-03-01T10"), SnapshotTime.Parse("2026-03-01T11"));

    [Fact]
    public void Compare_RandomParts_IsThatOfANaiveComparison()
    {
        var seed = Random.Shared.Next();
        var (refused, leftOut) = (0, 0L);
        for (var i = 0; i < Cases; i++)
        {
            var random = new Random(seed + i);
            var isEnforced = random.Next(2) == 0;
            var from = Parts(random, isEnforced, []);
            var to = Parts(random, isEnforced, from);
            var expected = Naive([.. from.SelectMany(p => p)], [.. to.SelectMany(p => p)]);
            var found = Compared(from, to, isEnforced, ref leftOut);
            Assert.True(expected == found, $"seed {seed}, case {i}: {expected} expected, {found} found");
            if (expected == "refused") refused++;
        }

        Assert.True(refused > Cases / 10 && leftOut > Cases / 2, $"seed {seed}: {refused} refused, {leftOut} rows left out");
    }

    /// <summary>Up to four parts; of the other side's some as they are, in any order.</summary>
    private static List<(int? Id, int V)[]> Parts(Random random, bool isEnforced, List<(int? Id, int V)[]> other)
    {
        var parts = other.Where(_ => random.Next(4) > 0).ToList();
        var taken = parts.SelectMany(p => p).Select(r => r.Id).ToHashSet();
        for (var i = random.Next(3); i > 0; i--)
        {
            var rows = Enumerable.Range(0, random.Next(5)).Select(_ => (Id: isEnforced || random.Next(30) > 0 ? random.Next(40) : (int?)null, V: random.Next(2))).ToArray();
            parts.Add(isEnforced ? [.. rows.Where(r => taken.Add(r.Id))] : rows);
        }

        var shuffled = parts.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static string Naive((int? Id, int V)[] from, (int? Id, int V)[] to)
    {
        foreach (var side in new[] { from, to })
            if (side.Any(r => r.Id is null) || side.DistinctBy(r => r.Id).Count() < side.Length) return "refused";
        var was = from.ToDictionary(r => r.Id!.Value, r => r.V);
        var both = to.Where(r => was.ContainsKey(r.Id!.Value)).ToList();
        return $"{to.Length - both.Count} {both.Count(r => was[r.Id!.Value] != r.V)} {from.Length - both.Count} {both.Count(r => was[r.Id!.Value] == r.V)}";
    }

    private static string Compared(List<(int? Id, int V)[]> from, List<(int? Id, int V)[]> to, bool isEnforced, ref long leftOut)
    {
        var parts = ReadParts.Of(Manifest(from), Manifest(to), isEnforced);
        leftOut += parts.EqualRows;
        try
        {
            using var difference = new TableDifference(ComparedColumns.Of(Pair, Fields, Fields, ["id"]), 1 << 20);
            foreach (var file in parts.From) difference.Add(Side.From, Batch(from[file.Number]), 1);
            foreach (var file in parts.To) difference.Add(Side.To, Batch(to[file.Number]), 1);
            var counts = difference.Compare(null, CancellationToken.None);
            return $"{counts.Inserted} {counts.Updated} {counts.Deleted} {counts.Unchanged + parts.EqualRows}";
        }
        catch (PlatformException e) when (e.Kind is "key-null" or "key-not-unique")
        {
            return "refused";
        }
    }

    private static SnapshotManifest Manifest(List<(int? Id, int V)[]> parts) =>
        ReadPartsTests.Manifest("int", [.. parts.Select((rows, number) => ReadPartsTests.Part(number, "", rows.Length) with { Proof = Proof(rows) })]);

    private static ManifestProof Proof((int? Id, int V)[] rows)
    {
        var proof = new ProofAccumulator(Fields, new ProofSeed(7));
        proof.Add(Batch(rows));
        return new ManifestProof
        {
            Version = 1,
            Rows = rows.Length,
            RowHash = $"{proof.Proof.RowSum:x16}",
            Columns = [.. proof.Proof.Columns.Select(c => new ManifestColumnProof(c.Name, c.Present, $"{c.Sum:x16}"))],
        };
    }

    private static ColumnBatch Batch((int? Id, int V)[] rows) => Filling.Batch(Fields, rows.Select(r => new object?[] { r.Id, r.V }));
}
