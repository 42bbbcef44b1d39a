using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>Answers of a server with one to three rows of some columns, damaged and read: an error of ours or whole batches, never a crash, a hang or more memory than allowed.</summary>
internal sealed class CopyFuzz(ColumnRead[] columns, Func<Random, byte[]?[]> row)
{
    public const int Cases = 100_000;

    // A damaged length must not become memory: what a case may allocate in all, reader, decoders and exception included.
    private const long MaxAllocated = 8 << 20;

    private readonly ColumnBatch _batch = new([.. columns.Select(c => c.Field)]);

    /// <summary>Reads <see cref="Cases"/> damaged answers; failures print the seed.</summary>
    public void ReadDamaged()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var whole = Answer(random);
        Drain(whole);
        var (refused, read) = (0, 0);
        for (var i = 0; i < Cases; i++)
        {
            if (i % 1000 == 0) whole = Answer(random);
            var damaged = Damage(whole, random);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Drain(damaged, random.Next(4) == 0 ? 64 : 4096);
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

    /// <summary>Reads a whole answer in batches of two rows.</summary>
    public void Drain(byte[] answer, int bufferBytes = 4096)
    {
        var reader = new CopyReader(new MemoryStream(answer), columns, new CopyOptions { MaxValueBytes = 100_000 }, bufferBytes);
        while (reader.ReadBatch(_batch, 2, long.MaxValue, TestContext.Current.CancellationToken))
        {
            foreach (var column in _batch.Columns) AssertWhole(column, _batch.RowCount);
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

    private byte[] Answer(Random random)
    {
        var builder = new CopyStreamBuilder(columns.Length);
        for (var i = random.Next(1, 4); i > 0; i--) builder.Row(row(random));
        return random.Next(3) == 0 ? builder.BuildSplit(() => random.Next(1, 60), random.Next(2) == 0) : builder.Build();
    }

    private static byte[] Damage(byte[] whole, Random random)
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
}
