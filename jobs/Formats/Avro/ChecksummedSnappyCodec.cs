using System.Buffers.Binary;
using Platform.Formats.Codecs;
using Platform.Formats.Memory;

namespace Platform.Formats.Avro;

/// <summary>Avro's snappy: a raw block, then the CRC-32 of what it decompresses to, most significant byte first.</summary>
internal sealed class ChecksummedSnappyCodec : Codec
{
    private const int ChecksumBytes = 4;

    private readonly SnappyCodec _snappy = new();

    public override int MaxCompressedLength(int length) => checked(_snappy.MaxCompressedLength(length) + ChecksumBytes);

    public override int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var length = _snappy.Compress(source, destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[length..], Crc32.Compute(source));
        return length + ChecksumBytes;
    }

    public override bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination) =>
        source.Length >= ChecksumBytes && _snappy.TryDecompress(source[..^ChecksumBytes], destination) && Holds(source, destination);

    public override bool TryExpand(ReadOnlySpan<byte> source, GrowingBuffer destination, int maxLength)
    {
        var start = destination.Length;
        return source.Length >= ChecksumBytes && _snappy.TryExpand(source[..^ChecksumBytes], destination, maxLength) && Holds(source, destination.Written[start..]);
    }

    public override void Dispose() => _snappy.Dispose();

    private static bool Holds(ReadOnlySpan<byte> source, ReadOnlySpan<byte> content) =>
        BinaryPrimitives.ReadUInt32BigEndian(source[^ChecksumBytes..]) == Crc32.Compute(content);
}
