using System.Numerics;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>money from the unscaled decimal of the server's own scale: a 64-bit count of the smallest unit.</summary>
internal sealed class MoneyEncoder<T>(ColumnWrite write, CopySubject subject) : ColumnEncoder(write, subject)
    where T : unmanaged, IBinaryInteger<T>
{
    private const int ValueBytes = 8;

    public override void Measure(Column source, int from, Span<long> sizes)
    {
        var values = ((FixedColumn<T>)source).Values;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (long.CreateTruncating(values[from + i]) is var unit && T.CreateTruncating(unit) != values[from + i])
                throw Refused(from + i, "The value does not fit PostgreSQL's money.");
            sizes[i] += source.Validity[from + i] ? LengthBytes + ValueBytes : LengthBytes;
        }
    }

    public override void Encode(Column source, int from, Span<byte> buffer, Span<int> cursors)
    {
        var values = ((FixedColumn<T>)source).Values;
        for (var i = 0; i < cursors.Length; i++)
        {
            ref var at = ref MemoryMarshal.GetReference(buffer[cursors[i]..]);
            var present = source.Validity[from + i];
            NetworkWrite.Int32(ref at, present ? ValueBytes : NullLength);
            cursors[i] += LengthBytes;
            if (!present) continue;
            NetworkWrite.Int64(ref System.Runtime.CompilerServices.Unsafe.Add(ref at, LengthBytes), long.CreateTruncating(values[from + i]));
            cursors[i] += ValueBytes;
        }
    }
}
