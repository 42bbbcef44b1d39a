using Platform.Columns.Batches;
using Platform.Formats.Tests.Parquet;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using static Platform.Difference.Tests.Tables;

namespace Platform.Difference.Tests;

public sealed class TableDifferenceTests
{
    private static readonly Field[] Orders = [new("id", Integer, false), new("status", Text), new("total", BigInt)];

    [Fact]
    public void Compare_RowsOfEachKind_AreCountedWithTheirColumns()
    {
        var counts = Compare(
            Batch(Orders, [1, "new", 10L], [2, "paid", 20L], [3, null, 30L], [4, "gone", 40L], [5, "same", null]),
            Batch(Orders, [6, "late", 60L], [5, "same", null], [3, "sent", 31L], [2, "paid", 21L], [1, "new", 10L]), "id");

        Assert.Equal((1, 2, 1, 2), (counts.Inserted, counts.Updated, counts.Deleted, counts.Unchanged));
        Assert.Equal([new ColumnChanges("status", 1), new ColumnChanges("total", 2)], counts.Columns);
    }

    [Fact]
    public void Compare_EmptyTables_AreAllInsertsOrDeletes()
    {
        var (none, two) = (Batch(Orders), Batch(Orders, [1, "a", 1L], [2, "b", 2L]));
        Assert.Equal((0, 0, 0, 0), Numbers(Compare(none, none, "id")));
        Assert.Equal((2, 0, 0, 0), Numbers(Compare(none, two, "id")));
        Assert.Equal((0, 0, 2, 0), Numbers(Compare(two, none, "id")));
    }

    [Fact]
    public void Compare_KeyOfSeveralColumns_MatchesOnAllOfThem()
    {
        Field[] fields = [new("a", Text, false), new("n", Integer), new("b", Text, false)];
        // "xy" + "z" and "x" + "yz" are not the same key.
        var counts = Compare(Batch(fields, ["xy", 1, "z"], ["x", 2, "z"]), Batch(fields, ["x", 1, "yz"], ["x", 3, "z"]), "a", "b");
        Assert.Equal((1, 1, 1, 0), Numbers(counts));
    }

    [Fact]
    public void Compare_TableOfItsKeyAlone_HasNoUpdates()
    {
        Field[] fields = [new("id", Integer, false)];
        Assert.Equal((1, 0, 1, 1), Numbers(Compare(Batch(fields, [1], [2]), Batch(fields, [2], [3]), "id")));
    }

    /// <summary>As the proof has it: values are what the file holds, so that -0 is not 0; but NaN has many bit patterns and is one value.</summary>
    [Fact]
    public void Compare_FloatingPoint_NaNIsNaNAndMinusZeroIsNotZero()
    {
        Field[] fields = [new("id", Integer, false), new("d", new LakeType.DoublePrecision()), new("r", new LakeType.Real()), new("l", new LakeType.List(new LakeType.DoublePrecision()))];
        var (otherNaN, otherFloatNaN) = (BitConverter.UInt64BitsToDouble(0xFFF8000000000001), BitConverter.UInt32BitsToSingle(0xFFC00001));

        var nan = Compare(Batch(fields, [1, double.NaN, float.NaN, new object?[] { double.NaN, null }]), Batch(fields, [1, otherNaN, otherFloatNaN, new object?[] { otherNaN, null }]), "id");
        var zero = Compare(Batch(fields, [1, 0d, 0f, new object?[] { 0d }]), Batch(fields, [1, -0d, 0f, new object?[] { -0d }]), "id");

        Assert.Equal((0, 0, 0, 1), Numbers(nan));
        Assert.Equal([new ColumnChanges("d", 1), new ColumnChanges("l", 1)], zero.Columns);
    }

    [Fact]
    public void Compare_NullAndEmpty_Differ()
    {
        Field[] fields = [new("id", Integer, false), new("t", Text), new("l", new LakeType.List(Text)), new("m", new LakeType.Map()), new("s", new LakeType.Struct([new("x", Integer)]))];
        object?[] empty = [1, "", Array.Empty<object?>(), Array.Empty<(string, string?)>(), new object?[] { null }];
        var counts = Compare(Batch(fields, [1, null, null, null, null]), Batch(fields, empty), "id");
        Assert.Equal(["t", "l", "m", "s"], counts.Columns.Select(c => c.Name));
        Assert.Equal((0, 0, 0, 1), Numbers(Compare(Batch(fields, empty), Batch(fields, empty), "id")));
    }

    /// <summary>Each value of each type against each other one: equal to itself alone.</summary>
    [Fact]
    public void Compare_EveryTypeAndValue_EqualsItselfAndNoOther()
    {
        foreach (var (name, type, values) in Samples.Types)
        {
            Field[] fields = [new("id", Integer, false), new(name, type)];
            for (var i = 0; i < values.Length; i++)
            {
                var rows = values.Index().Select(v => new object?[] { v.Index, v.Item }).ToArray();
                var same = values.Index().Select(v => new object?[] { v.Index, values[i] }).ToArray();
                var equal = values.Count(v => Equals(v, values[i]) && !IsMinusZero(v, values[i]) || v is byte[] a && values[i] is byte[] b && a.AsSpan().SequenceEqual(b));
                var counts = Compare(Batch(fields, rows), Batch(fields, same), "id");
                Assert.True((values.Length - equal, equal) == (counts.Updated, counts.Unchanged), $"{name}, value {i}: {counts}");
            }
        }

        static bool IsMinusZero(object? a, object? b) => (a, b) switch
        {
            (double x, double y) => x == 0 && double.IsNegative(x) != double.IsNegative(y),
            (float x, float y) => x == 0 && float.IsNegative(x) != float.IsNegative(y),
            _ => false,
        };
    }

    [Fact]
    public void Compare_KeyThatIsNotUnique_IsRefusedWithBothRows()
    {
        var (once, twice) = (Batch(Orders, [1, "a", 1L], [2, "b", 2L]), Batch(Orders, [2, "x", 2L], [1, "y", 1L], [2, "z", 3L]));

        var from = Assert.Throws<PlatformException>(() => Compare(twice, once, "id"));
        var to = Assert.Throws<PlatformException>(() => Compare(once, twice, "id"));
        var inserted = Assert.Throws<PlatformException>(() => Compare(Batch(Orders), twice, "id"));

        Assert.Equal((ExitCode.Data, "key-not-unique", "the key (id) is not unique: rows 1 and 3 of the snapshot of 2026-03-01T10:00:00Z have the same, and rows are matched by it"), (from.ExitCode, from.Kind, from.Message));
        Assert.Equal("the key (id) is not unique: rows 1 and 3 of the snapshot of 2026-03-01T11:00:00Z have the same, and rows are matched by it", to.Message);
        Assert.Equal(to.Message, inserted.Message);
        Assert.Equal("name columns with --key that identify a row; a masked column may hold the same for different values", from.Hint);
    }

    [Fact]
    public void Compare_NullInTheKey_IsRefusedWithItsRow()
    {
        Field[] fields = [new("id", Integer), new("status", Text)];
        var e = Assert.Throws<PlatformException>(() => Compare(Batch(fields, [1, "a"]), Batch(fields, [1, "a"], [null, "b"]), "id"));
        Assert.Equal((ExitCode.Data, "key-null", "id of the key is null in row 2 of the snapshot of 2026-03-01T11:00:00Z, and rows are matched by it"), (e.ExitCode, e.Kind, e.Message));
    }

    private static (long, long, long, long) Numbers(ChangeCounts counts) => (counts.Inserted, counts.Updated, counts.Deleted, counts.Unchanged);
}
