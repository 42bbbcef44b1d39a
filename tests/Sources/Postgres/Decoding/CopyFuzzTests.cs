using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using static Platform.Sources.Postgres.Tests.Decoding.CopyStreamBuilder;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>Damaged answers, and fields of random bytes in whole ones.</summary>
public sealed class CopyFuzzTests
{
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

    [Fact]
    public void ReadBatch_DamagedAnswer_IsRefusedOrWhole() => new CopyFuzz(Columns, Row).ReadDamaged();

    [Fact]
    public void ReadBatch_RandomFields_AreRefusedOrHeld()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var fuzz = new CopyFuzz(Columns, Row);
        var held = 0;
        for (var i = 0; i < CopyFuzz.Cases / 4; i++)
        {
            var builder = new CopyStreamBuilder(Columns.Length);
            var fields = Row(random);
            var hit = random.Next(fields.Length);
            fields[hit] = new byte[random.Next(0, 40)];
            random.NextBytes(fields[hit]!);
            if (random.Next(2) == 0) fields[hit]!.AsSpan(0, Math.Min(6, fields[hit]!.Length)).Clear();
            try
            {
                fuzz.Drain(builder.Row(Row(random)).Row(fields).Build());
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

        Assert.InRange(held, 1, (CopyFuzz.Cases / 4) - 1);
    }

    private static byte[]?[] Row(Random random)
    {
        byte[] text = new byte[random.Next(0, 50)];
        Array.Fill(text, (byte)'x');
        return
        [
            Be(random.Next()),
            random.Next(5) == 0 ? null : text,
            Numeric(random.Next(0, 6), random.Next(2) == 0, [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => (short)random.Next(1, 10000))]),
            Numeric(random.Next(0, 2), false, (short)random.Next(1, 10000)),
            ArrayOf([.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(4) == 0 ? null : Be(random.Next()))]),
            [1, (byte)'1'],
            Guid.NewGuid().ToByteArray(),
            [(byte)random.Next(2)],
            random.Next(3) == 0 ? null : Be(random.NextInt64(0, 1L << 50)),
        ];
    }
}
