using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Columns.Tests.Batches;

public sealed class ExpectTests
{
    [Fact]
    public void Expect_ThenAppendSoManyRows_AllocatesNothingMoreOfFixedWidth()
    {
        var batch = new ColumnBatch([new Field("id", new LakeType.BigInt()), new Field("day", new LakeType.Date())]);
        batch.Expect(100_000);
        var ids = (FixedColumn<long>)batch.Columns[0];
        var days = (FixedColumn<int>)batch.Columns[1];
        ids.Validity.AppendPresent(100_000);
        ids.Clear();
        days.Validity.AppendPresent(100_000);
        days.Clear();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
        {
            ids.Append(i);
            days.Append(i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(99_999, ids.Values[^1]);
    }

    [Fact]
    public void Expect_FewerRowsThanCome_StillGrows()
    {
        var batch = new ColumnBatch([new Field("name", new LakeType.Text())]);
        batch.Expect(10);
        var names = (BytesColumn)batch.Columns[0];

        for (var i = 0; i < 1000; i++) names.Append("ab"u8);

        Assert.Equal(1000, batch.RowCount);
        Assert.Equal(2000, names.Data.Length);
    }
}
