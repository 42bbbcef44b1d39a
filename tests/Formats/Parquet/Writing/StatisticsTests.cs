using System.Buffers.Binary;
using System.Text;
using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Reading;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet.Writing;

public sealed class StatisticsTests
{
    [Fact]
    public void Integers_WithNulls_HaveExactBoundsAndNullCount()
    {
        var statistics = Of(new LakeType.BigInt(), 5L, null, -7L, 900L, null);
        Assert.Equal((2, -7, 900), (statistics.NullCount, Long(statistics.Min), Long(statistics.Max)));
        Assert.True(statistics.MinIsExact && statistics.MaxIsExact);
    }

    [Fact]
    public void OnlyNulls_HaveNoBounds()
    {
        var statistics = Of(new LakeType.Text(), null, null);
        Assert.Equal(2, statistics.NullCount);
        Assert.Null(statistics.Min);
        Assert.Null(statistics.Max);
    }

    [Fact]
    public void WideDecimals_AreOrderedBySign()
    {
        var statistics = Of(new LakeType.Decimal(20, 0), (Int128)1, (Int128)(-1), (Int128)3, (Int128)(-500));
        Assert.Equal("fffffffffffffffe0c", Convert.ToHexStringLower(statistics.Min!.Value.Span));
        Assert.Equal("000000000000000003", Convert.ToHexStringLower(statistics.Max!.Value.Span));
    }

    [Fact]
    public void Uuids_AreOrderedUnsigned()
    {
        var statistics = Of(new LakeType.Uuid(), UInt128.One, UInt128.MaxValue, UInt128.One << 127);
        Assert.Equal(1, statistics.Min!.Value.Span[15]);
        Assert.Equal(255, statistics.Max!.Value.Span[0]);
    }

    [Fact]
    public void Doubles_PassOverNaNAndWidenZeros()
    {
        var statistics = Of(new LakeType.DoublePrecision(), double.NaN, 0d, -0d, double.NaN);
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0d), Long(statistics.Min));
        Assert.Equal(BitConverter.DoubleToInt64Bits(0d), Long(statistics.Max));
        Assert.False(statistics.MinIsExact);
        var only = Of(new LakeType.DoublePrecision(), double.NaN, double.NaN);
        Assert.Null(only.Min);
        Assert.Null(only.Max);
    }

    [Fact]
    public void LongText_IsCutBetweenCharactersAndRaised()
    {
        var value = new string('a', 62) + "☃" + new string('z', 100);
        var statistics = Of(new LakeType.Text(), value);
        Assert.Equal(new string('a', 62), Encoding.UTF8.GetString(statistics.Min!.Value.Span));
        Assert.Equal(new string('a', 61) + "b", Encoding.UTF8.GetString(statistics.Max!.Value.Span));
        Assert.False(statistics.MinIsExact || statistics.MaxIsExact);
    }

    [Fact]
    public void LongText_OfGreatestCharacters_HasNoUpperBound()
    {
        var statistics = Of(new LakeType.Text(), string.Concat(Enumerable.Repeat("\U0010FFFF", 40)));
        Assert.NotNull(statistics.Min);
        Assert.Null(statistics.Max);
    }

    [Fact]
    public void LongText_RaisedAtTheSurrogates_StaysValid()
    {
        var statistics = Of(new LakeType.Text(), string.Concat(Enumerable.Repeat("\uD7FF", 40)));
        Assert.EndsWith("\uE000", Encoding.UTF8.GetString(statistics.Max!.Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void LongBytes_OfAnyKind_AreBoundedOnBothSides()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var value = new byte[random.Next(60, 90)];
            random.NextBytes(value);
            for (var i = random.Next(60); i < Math.Min(64, value.Length); i++) value[i] = 0xFF;
            foreach (var type in new LakeType[] { new LakeType.Binary(), new LakeType.Text() })
            {
                var statistics = Of(type, value);
                Assert.True(statistics.Min!.Value.Span.SequenceCompareTo(value) <= 0);
                Assert.True(statistics.Max is null || statistics.Max.Value.Span.SequenceCompareTo(value) >= 0, $"round {round}");
                Assert.True(statistics.Min.Value.Length <= 64);
            }
        }
    }

    [Fact]
    public void Dictionary_BuiltByTheWriter_TellsTheDistinctCount()
    {
        var statistics = Of(new LakeType.Text(), [.. Enumerable.Range(0, 1000).Select(i => (object?)$"value {i % 10}")]);
        Assert.Equal(10, statistics.DistinctCount);
        Assert.Null(Of(new LakeType.Text(), "a", "b").DistinctCount);
    }

    [Fact]
    public void Dictionary_ThatAReaderFilled_DoesNotTellTheDistinctCount()
    {
        var batch = Filling.Batch([new Field("c", new LakeType.Text())], Enumerable.Range(0, 1000).Select(i => new object?[] { $"value {i % 10}" }));
        using var first = ParquetReader.Open(Files.Write(WriterOptions.Default, batch), new ReaderOptions { KeepDictionaries = true });
        using var second = ParquetReader.Open(Files.Write(WriterOptions.Default, first.Read().First()));
        Assert.True(second.RowGroups.Single().Columns.Single().HasDictionary);
        Assert.Null(second.RowGroups.Single().Columns.Single().Statistics.DistinctCount);
    }

    private static ValueStatistics Of(LakeType type, params object?[] values)
    {
        var batch = Filling.Batch([new Field("c", type)], values.Select(v => new[] { v }));
        using var reader = ParquetReader.Open(Files.Write(WriterOptions.Default, batch));
        return reader.RowGroups.Single().Columns.Single().Statistics;
    }

    private static long Long(ReadOnlyMemory<byte>? bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes!.Value.Span);
}
