using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using static Platform.Sources.Postgres.Tests.Decoding.CopyStreamBuilder;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>Damaged answers with rows of composite types, arrays of them and maps, and with every fixed width: an error of ours or whole batches, never a crash, a hang or more memory than allowed.</summary>
public sealed class NestedCopyFuzzTests
{
    private const int Cases = 100_000;

    // A damaged length must not become memory: what a case may allocate in all, reader, decoders and exception included.
    private const long MaxAllocated = 8 << 20;

    private static readonly ColumnRead Number = new(new Field("number", new LakeType.Integer()), "number", WireType.Int4);
    private static readonly ColumnRead Street = new(new Field("street", new LakeType.Text()), "street", WireType.Text);
    private static readonly ColumnRead Area = new(new Field("area", new LakeType.Decimal(12, 2)), "area", WireType.Numeric);
    private static readonly LakeType.Struct Place = new([new("number", Number.Field.Type), new("street", Street.Field.Type), new("area", Area.Field.Type)]);

    private static readonly ColumnRead[] Columns =
    [
        new(new Field("place", Place), "place", WireType.Record) { Parts = [Number, Street, Area] },
        new(new Field("places", new LakeType.List(Place)), "places", WireType.Array)
        {
            Parts = [new ColumnRead(new Field("places", Place), "places", WireType.Record) { Parts = [Number, Street, Area] }],
        },
        new(new Field("labels", new LakeType.Map()), "labels", WireType.Array),
        new(new Field("times", new LakeType.List(new LakeType.Timestamp(true))), "times", WireType.Array, WireType.Timestamptz),
        new(new Field("f", new LakeType.Real()), "f", WireType.Float4),
        new(new Field("d", new LakeType.Date()), "d", WireType.Date),
        new(new Field("b", new LakeType.Binary()), "b", WireType.Bytea),
        new(new Field("u", new LakeType.Uuid()), "u", WireType.Uuid),
        new(new Field("m", new LakeType.Decimal(19, 2)), "m", WireType.Money),
        new(new Field("o", new LakeType.BigInt()), "o", WireType.Oid),
    ];

    [Fact]
    public void ReadBatch_DamagedAnswer_IsRefusedOrWholeInBoundedMemory()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var whole = Answer(random);
        var batch = new ColumnBatch([.. Columns.Select(c => c.Field)]);
        Drain(whole, batch, 4096);
        var (refused, read) = (0, 0);
        for (var i = 0; i < Cases; i++)
        {
            if (i % 1000 == 0) whole = Answer(random);
            var damaged = CopyFuzzTests.Damage(whole, random);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Drain(damaged, batch, random.Next(4) == 0 ? 64 : 4096);
                read++;
            }
            catch (PlatformException e)
            {
                Assert.True(e.ExitCode is ExitCode.Data or ExitCode.TryAgain, $"seed {seed} case {i}: {e.Describe()}");
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed} case {i}: {e}");
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(allocated < MaxAllocated, $"seed {seed} case {i}: allocated {allocated} bytes");
        }

        Assert.InRange(refused, Cases / 4, Cases - 1);
        Assert.InRange(read, 1, Cases);
    }

    private static void Drain(byte[] answer, ColumnBatch batch, int bufferBytes)
    {
        var reader = new CopyReader(new MemoryStream(answer), Columns, new CopyOptions { MaxValueBytes = 100_000 }, bufferBytes);
        while (reader.ReadBatch(batch, 2, long.MaxValue, TestContext.Current.CancellationToken))
        {
            foreach (var column in batch.Columns) AssertWhole(column, batch.RowCount);
        }
    }

    /// <summary>As many slots as rows, at every depth.</summary>
    private static void AssertWhole(Column column, int count)
    {
        Assert.Equal(count, column.Count);
        switch (column)
        {
            case StructColumn parts:
                foreach (var member in parts.Members) AssertWhole(member, count);
                break;
            case ListColumn list:
                AssertWhole(list.Elements, list.Offsets[^1]);
                break;
            case MapColumn map:
                AssertWhole(map.Keys, map.Offsets[^1]);
                AssertWhole(map.Values, map.Offsets[^1]);
                break;
        }
    }

    private static byte[] Answer(Random random)
    {
        var builder = new CopyStreamBuilder(Columns.Length);
        for (var i = random.Next(1, 4); i > 0; i--) builder.Row(Row(random));
        return random.Next(3) == 0 ? builder.BuildSplit(() => random.Next(1, 60), random.Next(2) == 0) : builder.Build();
    }

    private static byte[]?[] Row(Random random) =>
    [
        random.Next(5) == 0 ? null : PlaceOf(random),
        ArrayOf([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(4) == 0 ? null : PlaceOf(random))]),
        ArrayOf([.. Enumerable.Range(0, random.Next(0, 3)).SelectMany(i => (byte[]?[])[[(byte)('a' + i)], random.Next(3) == 0 ? null : [(byte)'v']])]),
        ArrayOf([.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Be(random.NextInt64(0, 1L << 50)))]),
        Be(BitConverter.SingleToInt32Bits(random.NextSingle())),
        Be(random.Next(-700_000, 2_000_000)),
        new byte[random.Next(0, 30)],
        Guid.NewGuid().ToByteArray(),
        Be(random.NextInt64()),
        Be(random.Next()),
    ];

    /// <summary>A row of a composite type: count of columns, then type, length and bytes of each.</summary>
    private static byte[] PlaceOf(Random random)
    {
        byte[]?[] parts = [random.Next(3) == 0 ? null : Be(random.Next()), random.Next(3) == 0 ? null : "street"u8.ToArray(), random.Next(3) == 0 ? null : Numeric(0, false, 12, 5000)];
        return [.. Be(parts.Length), .. parts.SelectMany(part => (byte[])[.. Be(23), .. Be(part?.Length ?? -1), .. part ?? []])];
    }
}
