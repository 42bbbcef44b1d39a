using Platform.Columns.Batches;
using Platform.Difference.Comparing;
using Platform.Formats.Tests.Parquet;
using Platform.Registry.Entries;
using Platform.Registry.Types;

namespace Platform.Difference.Tests;

/// <summary>Small tables of plain objects, compared.</summary>
internal static class Tables
{
    public static readonly SnapshotPair Pair = new("shop", new TableName("public", "orders"), SnapshotTime.Parse("2026-03-01T10"), SnapshotTime.Parse("2026-03-01T11"));

    public static readonly LakeType Integer = new LakeType.Integer();

    public static readonly LakeType BigInt = new LakeType.BigInt();

    public static readonly LakeType Text = new LakeType.Text();

    public static ColumnBatch Batch(Field[] fields, params object?[][] rows) => Filling.Batch(fields, rows);

    /// <summary>Compares two batches on the columns of the key.</summary>
    public static ChangeCounts Compare(ColumnBatch from, ColumnBatch to, params string[] key)
    {
        using var difference = new TableDifference(ComparedColumns.Of(Pair, from.Fields, to.Fields, key), 1 << 20);
        difference.Add(Side.From, from, 1);
        difference.Add(Side.To, to, 1);
        return difference.Compare(null, CancellationToken.None);
    }
}
