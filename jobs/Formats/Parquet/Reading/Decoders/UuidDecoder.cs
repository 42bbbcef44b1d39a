using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>UUID: 16 bytes, most significant first.</summary>
internal sealed class UuidDecoder : FixedDecoder<UInt128>
{
    protected override bool Holds(ReadOnlySpan<byte> plain, int from, int count) => ((long)from + count) * 16 <= plain.Length;

    protected override void Decode(ReadOnlySpan<byte> plain, int from, Span<UInt128> values) =>
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, UInt128>(plain.Slice(from * 16, values.Length * 16)), values);
}
