using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Platform.Formats.Avro.Reading;

/// <summary>Reads Avro's binary encoding from the rows of a block, which may be anything: every length is checked against what is left.</summary>
internal ref struct AvroInput(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; } = position;

    public readonly int Left => _bytes.Length - Position;

    /// <summary>A zigzag number of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Number()
    {
        if (Position < _bytes.Length && _bytes[Position] is var bits and < 0x80)
        {
            Position++;
            return bits >> 1 ^ -(bits & 1);
        }

        return LongNumber();
    }

    /// <summary>A zigzag number of 32 bits.</summary>
    public int Int()
    {
        var value = Number();
        if (value != (int)value) Fail("an int has more than 32 bits");
        return (int)value;
    }

    public byte Byte()
    {
        if (Position >= _bytes.Length) Ended();
        return _bytes[Position++];
    }

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <summary>The bytes behind their length.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = Number();
        if (length < 0 || length > Left) Fail($"a value of {length} bytes, of which {Left} are in the block");
        return Take((int)length);
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left) Ended();
        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    /// <summary>
    /// The number of entries in the next block of an array or map; 0 at its end. Every entry has a byte at least, so that a damaged number cannot
    /// ask for more memory than the block announces.
    /// </summary>
    public int Entries()
    {
        var count = Number();
        // A negative number is followed by the block's size in bytes, for those who skip it.
        if (count < 0)
        {
            count = count == long.MinValue ? long.MaxValue : -count;
            _ = Number();
        }

        if (count > Left) Fail($"an array or map of {count} entries in {Left} bytes");
        return (int)count;
    }

    [DoesNotReturn]
    public readonly void Fail(string what) => throw new BrokenValueException(what);

    private long LongNumber()
    {
        ulong bits = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1) break;
            bits |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)(bits >> 1) ^ -(long)(bits & 1);
        }

        Fail("a number has more than 64 bits");
        return 0;
    }

    [DoesNotReturn]
    private readonly void Ended() => Fail("a block ends before its rows do");
}
