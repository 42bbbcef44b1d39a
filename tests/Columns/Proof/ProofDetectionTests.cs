using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Columns.Tests.Proof;

/// <summary>What a wrong copy could look like, and that the proof sees it.</summary>
public sealed class ProofDetectionTests
{
    private static readonly Field[] Fields =
    [
        new("a", new LakeType.BigInt()), new("b", new LakeType.BigInt()), new("t", new LakeType.Text()), new("u", new LakeType.Text()),
        new("l", new LakeType.List(new LakeType.Integer())),
    ];

    private static readonly object?[][] Original =
    [
        [1L, 10L, "one", "", new object?[] { 1, 2 }],
        [2L, 20L, "two", null, new object?[] { }],
        [3L, 30L, null, "x", null],
        [3L, 30L, null, "x", null],
    ];

    [Fact]
    public void Proof_OfTheSameRows_HasNoDifferences() => Assert.Empty(Differences(rows => rows));

    [Fact]
    public void Proof_ValueChanged_NamesTheColumn() =>
        Assert.Equal(["column a: values differ among 4 present"], Differences(rows => Set(rows, 0, 0, 5L)));

    [Fact]
    public void Proof_OneAndTwoToThe32Exchanged_NamesTheColumn() =>
        Assert.Equal(["column a: values differ among 4 present"], Differences(rows => Set(rows, 0, 0, 1L << 32)));

    [Fact]
    public void Proof_TwoValuesSwappedBetweenRows_SaysSo() =>
        Assert.Equal(["every column agrees, but values belong to different rows among 4"], Differences(rows => Set(Set(rows, 0, 0, 2L), 1, 0, 1L)));

    [Fact]
    public void Proof_NullSwappedWithAValueBetweenRows_SaysSo() =>
        Assert.Equal(["every column agrees, but values belong to different rows among 4"], Differences(rows => Set(Set(rows, 0, 3, null), 1, 3, "")));

    [Fact]
    public void Proof_ValuesSwappedBetweenColumns_NamesBoth() =>
        Assert.Equal(
            ["column a: values differ among 4 present", "column b: values differ among 4 present"],
            Differences(rows => Set(Set(rows, 0, 0, 10L), 0, 1, 1L)));

    [Fact]
    public void Proof_PairOfEqualRowsRemoved_CountsThem() =>
        Assert.Equal(
            ["4 rows expected, 2 found", "column a: 4 present values expected, 2 found", "column b: 4 present values expected, 2 found",
             "column u: 3 present values expected, 1 found"],
            Differences(rows => rows[..2]));

    [Fact]
    public void Proof_PairOfEqualRowsReplacedByAnotherPair_IsSeen() =>
        Assert.Equal(["column a: values differ among 4 present"], Differences(rows => Set(Set(rows, 2, 0, 4L), 3, 0, 4L)));

    [Fact]
    public void Proof_NullForEmptyText_CountsPresentValues() =>
        Assert.Equal(["column u: 3 present values expected, 2 found"], Differences(rows => Set(rows, 0, 3, null)));

    [Fact]
    public void Proof_BytesMovedBetweenNeighbouringTexts_NamesTheColumn() =>
        Assert.Equal(["column t: values differ among 2 present"], Differences(rows => Set(Set(rows, 0, 2, "onet"), 1, 2, "wo")));

    [Fact]
    public void Proof_NullListForEmptyList_CountsPresentValues() =>
        Assert.Equal(["column l: 2 present values expected, 1 found"], Differences(rows => Set(rows, 1, 4, null)));

    [Theory]
    [InlineData("2,1")]
    [InlineData("1")]
    [InlineData("1,2,null")]
    [InlineData("1,null,2")]
    [InlineData("null,1,2")]
    [InlineData("1,2,0")]
    [InlineData("null,null")]
    [InlineData("3")]
    public void Proof_ListOfAnotherShape_NamesTheColumn(string list)
    {
        var elements = list.Split(',').Select(e => e == "null" ? null : (object?)int.Parse(e)).ToArray();
        Assert.Equal(["column l: values differ among 2 present"], Differences(rows => Set(rows, 0, 4, elements)));
    }

    [Fact]
    public void Proof_ElementsMovedBetweenLists_NamesTheColumn() =>
        Assert.Equal(["column l: values differ among 2 present"], Differences(rows => Set(Set(rows, 0, 4, new object?[] { 1 }), 1, 4, new object?[] { 2 })));

    private static IReadOnlyList<string> Differences(Func<object?[][], object?[][]> change) =>
        Rows.Prove(Fields, Original).Differences(Rows.Prove(Fields, change([.. Original.Select(r => (object?[])r.Clone())])));

    private static object?[][] Set(object?[][] rows, int row, int column, object? value)
    {
        rows[row][column] = value;
        return rows;
    }
}
