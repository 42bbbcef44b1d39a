using System.Text;
using Platform.Formats.Parquet.Reading;

namespace Platform.Formats.Parquet.Thrift;

/// <summary>
/// Reads Thrift's compact protocol from bytes that may be anything: every length is checked against what is left, nesting is bounded, and a
/// field of another type than expected is an error.
/// </summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes, long offset)
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _depth;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>The place in the file.</summary>
    public readonly long Offset => offset + Position;

    /// <summary>Begins a struct: the last field id of the new level. <see cref="Next"/> ends it.</summary>
    public short BeginStruct()
    {
        if (++_depth > MaxDepth) Fail("metadata nests too deeply");
        return 0;
    }

    /// <summary>The next field of a struct; false, and the struct is left, where there is none.</summary>
    public bool Next(ref short id, out CompactType type)
    {
        var header = ReadByte();
        type = (CompactType)(header & 0x0F);
        if (type == CompactType.Stop)
        {
            _depth--;
            return false;
        }

        var delta = header >> 4;
        if (delta != 0) id = (short)(id + delta);
        else id = (short)ReadZigZag(short.MinValue, short.MaxValue);
        return true;
    }

    public readonly bool Bool(CompactType type)
    {
        if (type is not (CompactType.True or CompactType.False)) Fail("a metadata field is not of the type bool");
        return type == CompactType.True;
    }

    public sbyte I8(CompactType type)
    {
        Expect(type, CompactType.Byte);
        return (sbyte)ReadByte();
    }

    public short I16(CompactType type)
    {
        Expect(type, CompactType.I16);
        return (short)ReadZigZag(short.MinValue, short.MaxValue);
    }

    public int I32(CompactType type)
    {
        Expect(type, CompactType.I32);
        return (int)ReadZigZag(int.MinValue, int.MaxValue);
    }

    public long I64(CompactType type)
    {
        Expect(type, CompactType.I64);
        return ReadZigZag(long.MinValue, long.MaxValue);
    }

    public ReadOnlySpan<byte> Binary(CompactType type)
    {
        Expect(type, CompactType.Binary);
        return ReadBinary();
    }

    public string Text(CompactType type) => Encoding.UTF8.GetString(Binary(type));

    /// <summary>A struct as a field's value.</summary>
    public short Struct(CompactType type)
    {
        Expect(type, CompactType.Struct);
        return BeginStruct();
    }

    /// <summary>Begins a list of <paramref name="element"/>; returns its length, at most the bytes left.</summary>
    public int List(CompactType type, CompactType element)
    {
        Expect(type, CompactType.List);
        var count = ReadListHeader(out var found);
        // Writers name the elements of a list of bools by either of the two types.
        if (count > 0 && found != element) Fail("a metadata list has elements of another type than expected");
        return count;
    }

    public string ListText() => Encoding.UTF8.GetString(ReadBinary());

    /// <summary>Passes over a value whose field is not known.</summary>
    public void Skip(CompactType type)
    {
        switch (type)
        {
            case CompactType.True or CompactType.False:
                break;
            case CompactType.Byte:
                ReadByte();
                break;
            case CompactType.I16 or CompactType.I32 or CompactType.I64:
                ReadVarInt();
                break;
            case CompactType.Double:
                Take(8);
                break;
            case CompactType.Binary:
                ReadBinary();
                break;
            case CompactType.List or CompactType.Set:
                var count = ReadListHeader(out var element);
                Enter();
                for (var i = 0; i < count; i++) SkipElement(element);
                _depth--;
                break;
            case CompactType.Map:
                SkipMap();
                break;
            case CompactType.Struct:
                var id = BeginStruct();
                while (Next(ref id, out var field)) Skip(field);
                break;
            default:
                Fail("a metadata field has an unknown type");
                break;
        }
    }

    private void SkipMap()
    {
        var count = ReadLength();
        if (count == 0) return;
        var types = ReadByte();
        Enter();
        for (var i = 0; i < count; i++)
        {
            SkipElement((CompactType)(types >> 4));
            SkipElement((CompactType)(types & 0x0F));
        }

        _depth--;
    }

    /// <summary>Bools take a byte in a list and none as a field.</summary>
    private void SkipElement(CompactType type)
    {
        if (type is CompactType.True or CompactType.False) ReadByte();
        else Skip(type);
    }

    private void Enter()
    {
        if (++_depth > MaxDepth) Fail("metadata nests too deeply");
    }

    private int ReadListHeader(out CompactType element)
    {
        var header = ReadByte();
        element = (CompactType)(header & 0x0F);
        return header >> 4 == 15 ? ReadLength() : Fitting((uint)header >> 4);
    }

    private ReadOnlySpan<byte> ReadBinary() => Take(ReadLength());

    /// <summary>A count of things that take at least a byte each.</summary>
    private int ReadLength() => Fitting(ReadVarInt());

    private readonly int Fitting(ulong count)
    {
        if (count > (ulong)(_bytes.Length - Position)) Fail("metadata ends before its content does");
        return (int)count;
    }

    private long ReadZigZag(long min, long max)
    {
        var bits = ReadVarInt();
        var value = (long)(bits >> 1) ^ -(long)(bits & 1);
        if (value < min || value > max) Fail("a metadata number does not fit its type");
        return value;
    }

    private ulong ReadVarInt()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        Fail("a metadata number has more than 64 bits");
        return 0;
    }

    private byte ReadByte()
    {
        if (Position >= _bytes.Length) Fail("metadata ends before its content does");
        return _bytes[Position++];
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - Position) Fail("metadata ends before its content does");
        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    private readonly void Expect(CompactType found, CompactType expected)
    {
        if (found != expected) Fail($"a metadata field is of the type {found}, expected {expected}");
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private readonly void Fail(string what) => Corruption.Throw(what, Offset);
}
