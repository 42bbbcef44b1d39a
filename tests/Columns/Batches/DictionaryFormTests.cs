using System.Text;
using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Columns.Tests.Batches;

public sealed class DictionaryFormTests
{
    [Fact]
    public void BytesColumn_HeldByDictionary_MaterializesEveryRow()
    {
        var column = new BytesColumn(new Field("status", new LakeType.Text()));
        var form = column.HoldByDictionary();
        var distinct = (BytesColumn)form.Distinct;
        foreach (var value in (string[])["new", "", "shipped"]) distinct.Append(Encoding.UTF8.GetBytes(value));
        int[] indices = [2, 0, 1, 2];
        indices.CopyTo(form.Reserve(4));
        form.Commit(4);
        foreach (var present in (bool[])[true, false, true, true, false, true]) column.Validity.Append(present);

        Assert.False(column.IsMaterialized);
        Assert.Same(form, column.Dictionary);
        column.Materialize();

        Assert.True(column.IsMaterialized);
        Assert.Same(form, column.Dictionary);
        string?[] expected = ["shipped", null, "new", "", null, "shipped"];
        Assert.Equal(expected, Enumerable.Range(0, 6).Select(i => column.Validity[i] ? Encoding.UTF8.GetString(column[i]) : null));
        Assert.Equal([0, 7, 7, 10, 10, 10, 17], column.Offsets.ToArray());
    }

    [Fact]
    public void FixedColumn_HeldByDictionary_MaterializesEveryRowWithZeroForNulls()
    {
        var column = new FixedColumn<long>(new Field("id", new LakeType.BigInt()));
        column.Append(77);
        column.Append(78);
        column.Clear();
        FillByDictionary(column, [10, 20], [1, 0, 1]);
        column.Validity.Append(true);
        column.Validity.AppendNulls(1);
        column.Validity.AppendPresent(2);

        column.Materialize();

        Assert.Equal([20L, 0L, 10L, 20L], column.Values.ToArray());
    }

    [Fact]
    public void Column_HeldByDictionary_RefusesValuesUntilMaterialized()
    {
        var column = new FixedColumn<long>(new Field("id", new LakeType.BigInt()));
        FillByDictionary(column, [10], [0]);
        column.Validity.Append(true);
        var error = Assert.Throws<InvalidOperationException>(() => column.Values.Length);
        Assert.Equal("Column id holds only its dictionary form: call Materialize() before its values are read.", error.Message);
    }

    [Fact]
    public void Column_AppendedAfterItsDictionaryWasMade_LosesTheDictionary()
    {
        var column = new FixedColumn<long>(new Field("id", new LakeType.BigInt()));
        FillByDictionary(column, [10], [0, 0]);
        column.Validity.AppendPresent(2);
        column.Materialize();
        Assert.NotNull(column.Dictionary);
        column.Append(11);
        Assert.Null(column.Dictionary);
        Assert.Equal([10L, 10L, 11L], column.Values.ToArray());
    }

    [Fact]
    public void Column_ClearedAfterDictionary_TakesPlainValuesAgain()
    {
        var column = new FixedColumn<long>(new Field("id", new LakeType.BigInt()));
        FillByDictionary(column, [10], [0]);
        column.Validity.Append(true);
        column.Clear();
        Assert.Null(column.Dictionary);
        column.Append(5);
        Assert.Equal([5L], column.Values.ToArray());
    }

    [Fact]
    public void Materialize_IndexOutsideTheDictionary_IsRefused()
    {
        var column = new FixedColumn<long>(new Field("id", new LakeType.BigInt()));
        FillByDictionary(column, [10, 20], [0, 2]);
        column.Validity.AppendPresent(2);
        var error = Assert.Throws<InvalidOperationException>(column.Materialize);
        Assert.Equal("Column id: dictionary index 2 outside [0..2).", error.Message);
    }

    [Fact]
    public void Materialize_FewerIndicesThanPresentValues_IsRefused()
    {
        var column = new FixedColumn<long>(new Field("id", new LakeType.BigInt()));
        FillByDictionary(column, [10, 20], [0]);
        column.Validity.AppendPresent(2);
        var error = Assert.Throws<InvalidOperationException>(column.Materialize);
        Assert.Equal("Column id: 1 dictionary indices for 2 present values.", error.Message);
    }

    private static void FillByDictionary(FixedColumn<long> column, long[] values, int[] indices)
    {
        var form = column.HoldByDictionary();
        var distinct = (FixedColumn<long>)form.Distinct;
        foreach (var value in values) distinct.Append(value);
        indices.CopyTo(form.Reserve(indices.Length));
        form.Commit(indices.Length);
    }
}
