using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using static Platform.Sources.Postgres.Tests.Decoding.CopyStreamBuilder;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>Damaged answers of a server: an error of ours or all the rows, never a crash, a hang or a batch whose columns disagree.</summary>
public sealed class CopyFuzzTests
{
    private const int Cases = 100_000;

    // A damaged length must not become memory: what a case may allocate in all, reader, decoders and exception included.
    private const long MaxAllocated = 8 << 20;

    private static readonly ColumnRead[] Columns =
    [
        new(new Field("i", new LakeType.Integer()), "i", WireType.Int4),
        new(new Field("t", new LakeType.Text()), "t", WireType.Text),
        new(new Field("n", new LakeType.Decimal(38, 4)), "n", WireType.Numeric),
        new(new Field("m", new LakeType.Decimal(12, 2)), "m", WireType.Numeric),
        new(new Field("a", new LakeType.List(new LakeType.Integer())), "a", WireType.Array, WireType.Int4),
        new(new Field("j", new LakeType.Text()), "j", WireType.Jsonb),
        new(new Field("u", new LakeType.Text()), "u", WireType.Uuid),
        new(new Field("b", new LakeType.Boolean()), "b", WireType.Bool),
        new(new Field("d", new LakeType.Timestamp(true)), "d", WireType.Timestamptz),
    ];

    private static readonly Field[] Fields = [.. Columns.Select(c => c.Field)];

    [Fact]
    public void ReadBatch_DamagedAnswer_IsRefusedOrWhole()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var whole = Answer(random);
        var batch = new ColumnBatch(Fields);
        var (refused, read) = (0, 0);
        for (var i = 0; i < Cases; i++)
        {
            if (i % 1000 == 0) whole = Answer(random);
            var damaged = Damage(whole, random);
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

        // Damage often lands in a value, where another value is as good as the first; but not always.
        Assert.InRange(refused, Cases / 4, Cases - 1);
        Assert.InRange(read, 1, Cases);
    }

    [Fact]
    public void ReadBatch_RandomFields_AreRefusedOrHeld()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var batch = new ColumnBatch(Fields);
        var held = 0;
        for (var i = 0; i < Cases / 4; i++)
        {
            var builder = new CopyStreamBuilder(Columns.Length);
            var fields = ValidRow(random);
            var hit = random.Next(fields.Length);
            fields[hit] = new byte[random.Next(0, 40)];
            random.NextBytes(fields[hit]!);
            if (random.Next(2) == 0) fields[hit]!.AsSpan(0, Math.Min(6, fields[hit]!.Length)).Clear();
            try
            {
                Drain(builder.Row(ValidRow(random)).Row(fields).Build(), batch, 4096);
                held++;
            }
            catch (PlatformException e)
            {
                Assert.True(e.ExitCode == ExitCode.Data && e.Column == Columns[hit].Field.Name && e.RowNumber == 2, $"seed {seed} case {i}: {e.Describe()}");
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed} case {i}: {e}");
            }
        }

        Assert.InRange(held, 1, (Cases / 4) - 1);
    }

    private static byte[] Answer(Random random)
    {
        var builder = new CopyStreamBuilder(Columns.Length);
        for (var i = random.Next(1, 4); i > 0; i--) builder.Row(ValidRow(random));
        return random.Next(3) == 0 ? builder.BuildSplit(() => random.Next(1, 60), random.Next(2) == 0) : builder.Build();
    }

    private static byte[]?[] ValidRow(Random random)
    {
        byte[] text = new byte[random.Next(0, 50)];
        Array.Fill(text, (byte)'x');
        return
        [
            Be(random.Next()),
            random.Next(5) == 0 ? null : text,
            Numeric(random.Next(0, 6), random.Next(2) == 0, [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => (short)random.Next(1, 10000))]),
            Numeric(random.Next(0, 2), false, (short)random.Next(1, 10000)),
            CopyStreamBuilder.ArrayOf([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(4) == 0 ? null : Be(random.Next()))]),
            [1, (byte)'1'],
            Guid.NewGuid().ToByteArray(),
            [(byte)random.Next(2)],
            random.Next(3) == 0 ? null : Be(random.NextInt64(0, 1L << 50)),
        ];
    }

    internal static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = (byte[])whole.Clone();
        switch (random.Next(4))
        {
            case 0:
                for (var i = random.Next(1, 4); i > 0; i--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                for (var i = random.Next(1, 3); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)(random.Next(2) == 0 ? 0xFF : random.Next(256));
                return bytes;
            case 2:
                return bytes[..random.Next(bytes.Length)];
            default:
                var (from, to) = (random.Next(bytes.Length), random.Next(bytes.Length));
                var length = Math.Min(random.Next(1, 20), bytes.Length - Math.Max(from, to));
                Buffer.BlockCopy(whole, from, bytes, to, length);
                return bytes;
        }
    }

    private static void Drain(byte[] answer, ColumnBatch batch, int bufferBytes)
    {
        var reader = new CopyReader(new MemoryStream(answer), Columns, new CopyOptions { MaxValueBytes = 100_000 }, bufferBytes);
        while (reader.ReadBatch(batch, 2, long.MaxValue, TestContext.Current.CancellationToken))
        {
            foreach (var column in batch.Columns) Assert.Equal(batch.RowCount, column.Count);
            var list = (ListColumn)batch.Columns[4];
            Assert.Equal(list.Elements.Count, list.Offsets[^1]);
        }
    }
}
