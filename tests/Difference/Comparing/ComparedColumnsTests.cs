using Platform.Columns.Batches;
using Platform.Difference.Comparing;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using static Platform.Difference.Tests.Tables;

namespace Platform.Difference.Tests.Comparing;

public sealed class ComparedColumnsTests
{
    [Fact]
    public void Of_ColumnsThatCameAndWent_AreToldAndNotCompared()
    {
        Field[] from = [new("id", Integer, false), new("old", Text), new("kind", Integer), new("note", Text)];
        Field[] to = [new("note", Text), new("id", Integer, false), new("new", Text), new("kind", Text)];

        var columns = ComparedColumns.Of(Pair, from, to, ["id"]);

        Assert.Equal(["id"], columns.Key.Select(f => f.Name));
        Assert.Equal(["note"], columns.Compared.Select(f => f.Name));
        Assert.Equal(["new", "kind"], columns.Added.Select(f => f.Name));
        Assert.Equal(["old"], columns.Dropped);
        Assert.Equal([new RetypedColumn("kind", "int", "string")], columns.Retyped);
        Assert.Equal((0, 0, 0, 1), Numbers(Compare(Batch(from, [1, "x", 7, "n"]), Batch(to, ["n", 1, "y", "seven"]), "id")));
    }

    [Theory]
    [MemberData(nameof(Widened))]
    public void Compare_NumbersThatBecameWiderOrNarrower_AreComparedByValue(LakeType from, object was, LakeType to, object now, LakeType widest)
    {
        Field[] old = [new("id", from, false), new("n", from)];
        Field[] @new = [new("id", to, false), new("n", to)];
        Assert.Equal([widest, widest], [.. ComparedColumns.Of(Pair, old, @new, ["id"]) is var c ? c.Key.Concat(c.Compared).Select(f => f.Type) : []]);
        Assert.Equal((0, 0, 0, 1), Numbers(Compare(Batch(old, [was, was]), Batch(@new, [now, now]), "id")));
    }

    public static TheoryData<LakeType, object, LakeType, object, LakeType> Widened => new()
    {
        { new LakeType.SmallInt(), -7, new LakeType.Integer(), -7, new LakeType.Integer() },
        { new LakeType.Integer(), 2_000_000_000, BigInt, 2_000_000_000L, BigInt },
        { BigInt, -5L, Integer, -5, BigInt },
        { new LakeType.Decimal(5, 2), -12345, new LakeType.Decimal(12, 2), -12345L, new LakeType.Decimal(12, 2) },
        { new LakeType.Decimal(30, 2), (Int128)99, new LakeType.Decimal(12, 2), 99L, new LakeType.Decimal(30, 2) },
    };

    [Fact]
    public void Of_NoKey_IsRefusedWithTheWayOut()
    {
        var e = Assert.Throws<PlatformException>(() => ComparedColumns.Of(Pair, [new("id", Integer)], [new("id", Integer)], []));
        Assert.Equal((ExitCode.Data, "key-missing", "the table has no key, and rows of two snapshots are matched by it"), (e.ExitCode, e.Kind, e.Message));
        Assert.Equal("write key: [COLUMN, ...] into the table's entry, or name its columns with --key", e.Hint);
    }

    [Fact]
    public void Of_KeyThatOneSideLacksOrHasInAnotherType_IsRefused()
    {
        var e = Assert.Throws<PlatformException>(() => ComparedColumns.Of(Pair, [new("id", Text)], [new("id", Integer)], ["id"]));
        Assert.Equal(("key-moved", "id of the key is string in the snapshot of 2026-03-01T10:00:00Z and int in the snapshot of 2026-03-01T11:00:00Z"), (e.Kind, e.Message));
        var gone = Assert.Throws<PlatformException>(() => ComparedColumns.Of(Pair, [new("id", Text)], [new("uid", Text)], ["uid"]));
        Assert.Equal("uid of the key is not there in the snapshot of 2026-03-01T10:00:00Z and string in the snapshot of 2026-03-01T11:00:00Z", gone.Message);
    }

    private static (long, long, long, long) Numbers(ChangeCounts counts) => (counts.Inserted, counts.Updated, counts.Deleted, counts.Unchanged);
}
