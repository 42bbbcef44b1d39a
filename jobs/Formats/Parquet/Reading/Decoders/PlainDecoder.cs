using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>INT32, INT64, FLOAT, DOUBLE: little-endian, as they lie in memory.</summary>
internal sealed class PlainDecoder<T> : FixedDecoder<T>
    where T : unmanaged
{
    protected override bool Holds(ReadOnlySpan<byte> plain, int from, int count) => ((long)from + count) * Unsafe.SizeOf<T>() <= plain.Length;

    protected override void Decode(ReadOnlySpan<byte> plain, int from, Span<T> values) =>
        plain.Slice(from * Unsafe.SizeOf<T>(), values.Length * Unsafe.SizeOf<T>()).CopyTo(MemoryMarshal.AsBytes(values));
}
