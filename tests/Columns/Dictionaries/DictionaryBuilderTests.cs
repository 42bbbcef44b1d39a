using System.Text;
using Platform.Columns.Batches;
using Platform.Columns.Dictionaries;
using Platform.Columns.Proof;
using Platform.Columns.Tests.Proof;
using Platform.Registry.Types;

namespace Platform.Columns.Tests.Dictionaries;

public sealed class DictionaryBuilderTests
{
    private const int Values = 20_000;

    /// <summary>Type, number of distinct values, whether a dictionary is expected: kinds cross every table and both sides of paying.</summary>
    public static TheoryData<string, int, bool> Kinds => new()
    {
        { "int", 7, true }, { "int", 300, true }, { "int", 2_000_000_000, false },
        { "wide int", 3, true }, { "wide int", 3000, true }, { "wide int", 15_000, false },
        { "bigint", 9, true }, { "bigint", 4000, true }, { "bigint", int.MaxValue, false },
        { "wide bigint", 2, true }, { "wide bigint", 5000, true }, { "wide bigint", 1_000_000, false },
        { "real", 50, true }, { "double", 4000, true }, { "double", 1_000_000, false },
        { "decimal", 100, true }, { "decimal", 10_000_000, false },
        { "uuid", 3000, true }, { "uuid", 1_000_000_000, false },
        { "text", 2, true }, { "text", 200, true }, { "text", 3000, true }, { "text", 20_000_000, false },
        { "long text", 5, true }, { "long text", 2500, true }, { "long text", 50_000_000, false },
        { "list", 12, true },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TryBuild_OfEveryKind_SaysTheSameValuesWithFewerBytes(string kind, int distinct, bool expected)
    {
        var builder = new DictionaryBuilder();
        foreach (var nulls in (double[])[0, 0.01, 0.4])
        {
            var column = Column(kind, distinct, nulls, seed: distinct);
            Assert.Equal(expected, builder.TryBuild(column));
            var flat = column is ListColumn list ? list.Elements : column;
            Assert.Equal(expected, flat.Dictionary is not null);
            if (expected) AssertSays(flat, flat.Dictionary!);
        }
    }

    [Theory]
    [InlineData(500)]
    [InlineData(1000)]
    [InlineData(1316)]
    [InlineData(3333)]
    [InlineData(5000)]
    public void TryBuild_OfValuesThatCycle_FindsThemAll(int period)
    {
        var column = new FixedColumn<long>(new Field("id", new LakeType.BigInt()));
        for (var i = 0; i < Values; i++) column.Append(i % period * 1_000_003L);
        Assert.True(new DictionaryBuilder().TryBuild(column));
        Assert.Equal(period, column.Dictionary!.Distinct.Count);
    }

    [Fact]
    public void TryBuild_OfDistantValuesInRuns_FindsThemAll()
    {
        var column = new FixedColumn<long>(new Field("id", new LakeType.BigInt()));
        for (var i = 0; i < Values; i++) column.Append(i / 4 * 1_000_003L);
        Assert.True(new DictionaryBuilder().TryBuild(column));
        Assert.Equal(Values / 4, column.Dictionary!.Distinct.Count);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(4, 1, false)]
    [InlineData(4, -7, false)]
    [InlineData(40, 1, true)]
    public void TryBuild_OfSequences_LeavesThemToTheCompressorUnlessRunsAreLong(int run, int step, bool expected)
    {
        var longs = new FixedColumn<long>(new Field("id", new LakeType.BigInt()));
        var ints = new FixedColumn<int>(new Field("id", new LakeType.Integer()));
        for (var i = 0; i < Values; i++)
        {
            longs.Append(5_000_000_000 + (i / run * step));
            ints.Append(i / run * step);
        }

        Assert.Equal(expected, new DictionaryBuilder().TryBuild(longs));
        Assert.Equal(expected, new DictionaryBuilder().TryBuild(ints));
    }

    [Fact]
    public void TryBuild_OfEqualHashesInTheLowBits_StaysExact()
    {
        var column = new FixedColumn<double>(new Field("id", new LakeType.DoublePrecision()));
        for (var i = 0; i < Values; i++) column.Append((i % 1000) - 500);
        Assert.True(new DictionaryBuilder().TryBuild(column));
        AssertSays(column, column.Dictionary!);
    }

    [Fact]
    public void TryBuild_OfZerosAndNaNs_KeepsTheirBits()
    {
        var column = new FixedColumn<double>(new Field("x", new LakeType.DoublePrecision()));
        double[] values = [0d, -0d, double.NaN, BitConverter.Int64BitsToDouble(0x7ff8000000000001)];
        for (var i = 0; i < 400; i++) column.Append(values[i % 4]);
        Assert.True(new DictionaryBuilder().TryBuild(column));
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), ((FixedColumn<double>)column.Dictionary!.Distinct).Values.ToArray().Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void TryBuild_OfTextsThatAreEachOthersBeginnings_TellsThemApart()
    {
        var column = new BytesColumn(new Field("t", new LakeType.Text()));
        for (var i = 0; i < 3000; i++) column.Append(Encoding.ASCII.GetBytes(new string('\0', i % 40)));
        Assert.True(new DictionaryBuilder().TryBuild(column));
        Assert.Equal(40, column.Dictionary!.Distinct.Count);
        AssertSays(column, column.Dictionary!);
    }

    [Fact]
    public void TryBuild_OfBooleansOrFewValues_MakesNone()
    {
        var flags = new FixedColumn<byte>(new Field("f", new LakeType.Boolean()));
        for (var i = 0; i < 1000; i++) flags.Append(1);
        var few = new FixedColumn<long>(new Field("f", new LakeType.BigInt()));
        for (var i = 0; i < 63; i++) few.Append(1);
        var nulls = new BytesColumn(new Field("f", new LakeType.Text()));
        for (var i = 0; i < 1000; i++) nulls.AppendNull();
        foreach (var column in (Column[])[flags, few, nulls])
        {
            Assert.False(new DictionaryBuilder().TryBuild(column));
            Assert.Null(column.Dictionary);
            Assert.True(column.IsMaterialized);
        }
    }

    [Fact]
    public void Proof_WithAndWithoutDictionaries_IsTheSame()
    {
        var random = new Random(31);
        var pool = AllStorages.Random(random, 40, 0.1);
        var rows = Enumerable.Range(0, 3000)
            .Select(_ => Enumerable.Range(0, AllStorages.Fields.Count).Select(c => pool[random.Next(pool.Count)][c]).ToArray()).ToList();
        var batch = Rows.Batch(AllStorages.Fields, rows);
        new DictionaryBuilder().Build(batch);
        Assert.Equal(8, batch.Columns.Count(c => c.Dictionary is not null));
        var accumulator = new ProofAccumulator(AllStorages.Fields, Rows.Seed);
        accumulator.Add(batch);
        Assert.Equal(Rows.Prove(AllStorages.Fields, rows), accumulator.Proof);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    public void Proof_OfColumnsHeldByDictionaryOnly_IsThatOfTheirValues(double nulls)
    {
        var random = new Random(32);
        var pool = AllStorages.Random(random, 40, nulls);
        var rows = Enumerable.Range(0, 3000)
            .Select(_ => Enumerable.Range(0, AllStorages.Fields.Count).Select(c => pool[random.Next(pool.Count)][c]).ToArray()).ToList();
        var batch = Rows.Batch(AllStorages.Fields, rows);
        new DictionaryBuilder().Build(batch);
        var accumulator = new ProofAccumulator(AllStorages.Fields, Rows.Seed);
        accumulator.Add(HeldByDictionary(batch));
        Assert.Equal(Rows.Prove(AllStorages.Fields, rows), accumulator.Proof);
    }

    [Fact]
    public void Build_OnceBuffersHaveGrown_AllocatesNothing()
    {
        var builder = new DictionaryBuilder();
        var columns = new[] { Column("wide bigint", 5000, 0.1, 1), Column("long text", 2500, 0.1, 2), Column("text", 300, 0, 3), Column("uuid", 3000, 0, 4) };
        for (var round = 0; round < 3; round++) Rebuild();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 5; round++) Rebuild();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Rebuild()
        {
            foreach (var column in columns)
            {
                column.DropDictionary();
                builder.TryBuild(column);
            }
        }
    }

    private static void AssertSays(Column column, DictionaryForm form)
    {
        var values = Objects(column).Where((_, i) => column.Validity[i]).ToList();
        var words = Objects(form.Distinct);
        Assert.Equal(values.Count, form.Indices.Length);
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.Equal(values, form.Indices.ToArray().Select(i => words[i]));
        Assert.Equal(values.Distinct(), words);
    }

    private static List<object> Objects(Column column) => column switch
    {
        FixedColumn<int> c => [.. c.Values.ToArray()],
        FixedColumn<long> c => [.. c.Values.ToArray()],
        FixedColumn<float> c => [.. c.Values.ToArray()],
        FixedColumn<double> c => [.. c.Values.ToArray()],
        FixedColumn<Int128> c => [.. c.Values.ToArray()],
        FixedColumn<UInt128> c => [.. c.Values.ToArray()],
        BytesColumn c => [.. Enumerable.Range(0, c.Count).Select(i => Convert.ToHexString(c[i]))],
        _ => throw new ArgumentException($"No objects of {column.GetType()}."),
    };

    private static Column Column(string kind, int distinct, double nulls, int seed)
    {
        LakeType type = kind switch
        {
            "int" or "wide int" => new LakeType.Integer(),
            "bigint" or "wide bigint" => new LakeType.BigInt(),
            "real" => new LakeType.Real(),
            "double" => new LakeType.DoublePrecision(),
            "decimal" => new LakeType.Decimal(38, 2),
            "uuid" => new LakeType.Uuid(),
            "list" => new LakeType.List(new LakeType.Text()),
            _ => new LakeType.Text(),
        };
        var random = new Random(seed);
        var batch = new ColumnBatch([new Field(kind, type)]);
        Rows.Fill(batch, Enumerable.Range(0, Values).Select(_ => new[] { random.NextDouble() < nulls ? null : Value(kind, random.Next(distinct)) }));
        return batch.Columns[0];
    }

    private static object Value(string kind, int number) => kind switch
    {
        "int" => number - 5,
        "wide int" => unchecked(number * -1_640_531_527),
        "bigint" => number - 5L,
        "wide bigint" => unchecked(number * -7_046_029_254_386_353_131L),
        "real" => number / 8f,
        "double" => number / 8d,
        "decimal" => (Int128)number * -3,
        "uuid" => new UInt128((ulong)number * 0x9e3779b97f4a7c15, (ulong)number),
        "long text" => "a text of more than sixteen bytes: " + number,
        "list" => new object?[] { "a", null, "tag" + number },
        _ => number.ToString(),
    };

    private static ColumnBatch HeldByDictionary(ColumnBatch from)
    {
        var batch = new ColumnBatch(from.Fields);
        for (var c = 0; c < batch.Columns.Count; c++) Copy(from.Columns[c], batch.Columns[c]);
        return batch;
    }

    private static void Copy(Column from, Column to)
    {
        if (from.Dictionary is not { } form || from is ListColumn)
        {
            CopyValues(from, to);
            return;
        }

        var held = to.HoldByDictionary();
        CopyValues(form.Distinct, held.Distinct);
        form.Indices.CopyTo(held.Reserve(form.Count));
        held.Commit(form.Count);
        to.Validity.AppendBits(from.Validity.Words, from.Count);
        Assert.False(to.IsMaterialized);
    }

    private static void CopyValues(Column from, Column to)
    {
        switch (from)
        {
            case ListColumn list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (!list.Validity[i]) { to.AppendNull(); continue; }
                    AppendSlots(list.Elements, list.Offsets[i], list.Offsets[i + 1], ((ListColumn)to).Elements);
                    ((ListColumn)to).EndList();
                }

                break;
            case StructColumn parts:
                for (var j = 0; j < parts.Members.Count; j++) Copy(parts.Members[j], ((StructColumn)to).Members[j]);
                to.Validity.AppendBits(from.Validity.Words, from.Count);
                break;
            case MapColumn map:
                Copy(map.Keys, ((MapColumn)to).Keys);
                Copy(map.Values, ((MapColumn)to).Values);
                map.Offsets.CopyTo(((MapColumn)to).ReserveOffsets(map.Count));
                to.Validity.AppendBits(from.Validity.Words, from.Count);
                break;
            default:
                AppendSlots(from, 0, from.Count, to);
                break;
        }
    }

    private static void AppendSlots(Column from, int start, int end, Column to)
    {
        for (var i = start; i < end; i++)
        {
            if (!from.Validity[i]) { to.AppendNull(); continue; }
            switch (from)
            {
                case FixedColumn<byte> c: ((FixedColumn<byte>)to).Append(c.Values[i]); break;
                case FixedColumn<int> c: ((FixedColumn<int>)to).Append(c.Values[i]); break;
                case FixedColumn<long> c: ((FixedColumn<long>)to).Append(c.Values[i]); break;
                case FixedColumn<float> c: ((FixedColumn<float>)to).Append(c.Values[i]); break;
                case FixedColumn<double> c: ((FixedColumn<double>)to).Append(c.Values[i]); break;
                case FixedColumn<Int128> c: ((FixedColumn<Int128>)to).Append(c.Values[i]); break;
                case FixedColumn<UInt128> c: ((FixedColumn<UInt128>)to).Append(c.Values[i]); break;
                case BytesColumn c: ((BytesColumn)to).Append(c[i]); break;
                case ListColumn c:
                    AppendSlots(c.Elements, c.Offsets[i], c.Offsets[i + 1], ((ListColumn)to).Elements);
                    ((ListColumn)to).EndList();
                    break;
                case StructColumn c:
                    for (var j = 0; j < c.Members.Count; j++) AppendSlots(c.Members[j], i, i + 1, ((StructColumn)to).Members[j]);
                    ((StructColumn)to).EndStruct();
                    break;
                case MapColumn c:
                    AppendSlots(c.Keys, c.Offsets[i], c.Offsets[i + 1], ((MapColumn)to).Keys);
                    AppendSlots(c.Values, c.Offsets[i], c.Offsets[i + 1], ((MapColumn)to).Values);
                    ((MapColumn)to).EndMap();
                    break;
            }
        }
    }
}
