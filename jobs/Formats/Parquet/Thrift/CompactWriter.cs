using System.Text;
using Platform.Formats.Memory;

namespace Platform.Formats.Parquet.Thrift;

/// <summary>Writes Thrift's compact protocol. Fields of a struct are written in ascending id, so that ids fit into the header as deltas.</summary>
internal ref struct CompactWriter(GrowingBuffer output)
{
    // Parquet's deepest path is FileMetaData/RowGroup/ColumnChunk/ColumnMetaData/SizeStatistics; types nest LogicalType/TimestampType/TimeUnit.
    private const int MaxDepth = 12;

    private readonly GrowingBuffer _output = output;
    private FieldIds _outer;
    private int _depth;
    private short _last;

    public void BeginStruct()
    {
        _outer[_depth++] = _last;
        _last = 0;
    }

    public void EndStruct()
    {
        _output.Append((byte)CompactType.Stop);
        _last = _outer[--_depth];
    }

    /// <summary>Begins a struct that is the value of a field.</summary>
    public void BeginStruct(short id)
    {
        Header(id, CompactType.Struct);
        BeginStruct();
    }

    /// <summary>A field whose value is a struct without fields.</summary>
    public void EmptyStruct(short id)
    {
        BeginStruct(id);
        EndStruct();
    }

    public void Bool(short id, bool value) => Header(id, value ? CompactType.True : CompactType.False);

    public void Byte(short id, sbyte value)
    {
        Header(id, CompactType.Byte);
        _output.Append((byte)value);
    }

    public void I16(short id, short value)
    {
        Header(id, CompactType.I16);
        ZigZag(value);
    }

    public void I32(short id, int value)
    {
        Header(id, CompactType.I32);
        ZigZag(value);
    }

    public void I64(short id, long value)
    {
        Header(id, CompactType.I64);
        ZigZag(value);
    }

    public void Binary(short id, ReadOnlySpan<byte> value)
    {
        Header(id, CompactType.Binary);
        Binary(value);
    }

    public void Text(short id, string value)
    {
        Header(id, CompactType.Binary);
        Text(value);
    }

    public void List(short id, CompactType element, int count)
    {
        Header(id, CompactType.List);
        if (count < 15)
        {
            _output.Append((byte)(count << 4 | (int)element));
            return;
        }

        _output.Append((byte)(0xF0 | (int)element));
        VarInt((uint)count);
    }

    /// <summary>A bool in a list, where it takes a byte of its own.</summary>
    public void Bool(bool value) => _output.Append((byte)(value ? CompactType.True : CompactType.False));

    public void ZigZag(long value) => VarInt((ulong)(value << 1 ^ value >> 63));

    public void Binary(ReadOnlySpan<byte> value)
    {
        VarInt((uint)value.Length);
        _output.Append(value);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        VarInt((uint)length);
        Encoding.UTF8.GetBytes(value, _output.Reserve(length));
        _output.Advance(length);
    }

    private void Header(short id, CompactType type)
    {
        _output.Append((byte)(id - _last << 4 | (int)type));
        _last = id;
    }

    private void VarInt(ulong value)
    {
        while (value >= 0x80)
        {
            _output.Append((byte)(value | 0x80));
            value >>= 7;
        }

        _output.Append((byte)value);
    }

    [System.Runtime.CompilerServices.InlineArray(MaxDepth)]
    private struct FieldIds
    {
        private short _first;
    }
}
