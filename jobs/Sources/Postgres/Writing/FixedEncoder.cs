using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>Values of one length straight from a <see cref="FixedColumn{T}"/>.</summary>
internal sealed class FixedEncoder<TWire, T>(ColumnWrite write, CopySubject subject) : ColumnEncoder(write, subject)
    where TWire : struct, IFixedWire<T>
    where T : unmanaged
{
    public override void Measure(Column source, int from, Span<long> sizes)
    {
        var values = ((FixedColumn<T>)source).Values.Slice(from, sizes.Length);
        var held = true;
        if (source.NullCount == 0)
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                held &= TWire.Holds(values[i]);
                sizes[i] += LengthBytes + TWire.Length;
            }
        }
        else
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                var present = source.Validity[from + i];
                held &= !present | TWire.Holds(values[i]);
                sizes[i] += present ? LengthBytes + TWire.Length : LengthBytes;
            }
        }

        if (!held) throw FirstNotHeld(source, from, values);
    }

    public override void Encode(Column source, int from, Span<byte> buffer, Span<int> cursors)
    {
        ref var values = ref MemoryMarshal.GetReference(((FixedColumn<T>)source).Values[from..]);
        ref var bytes = ref MemoryMarshal.GetReference(buffer);
        var isDense = source.NullCount == 0;
        for (var i = 0; i < cursors.Length; i++)
        {
            ref var at = ref Unsafe.Add(ref bytes, cursors[i]);
            if (!isDense && !source.Validity[from + i])
            {
                NetworkWrite.Int32(ref at, NullLength);
                cursors[i] += LengthBytes;
                continue;
            }

            NetworkWrite.Int32(ref at, TWire.Length);
            TWire.Write(ref Unsafe.Add(ref at, LengthBytes), Unsafe.Add(ref values, i));
            cursors[i] += LengthBytes + TWire.Length;
        }
    }

    private Exception FirstNotHeld(Column source, int from, ReadOnlySpan<T> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (source.Validity[from + i] && !TWire.Holds(values[i])) return Refused(from + i, $"The value does not fit PostgreSQL's {Column.Wire}.");
        }

        throw new InvalidOperationException("A value was found not to fit and then to fit: the batch was changed while it was written.");
    }
}
