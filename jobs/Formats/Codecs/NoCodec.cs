using Platform.Formats.Memory;

namespace Platform.Formats.Codecs;

/// <summary>No compression: bytes pass as they are.</summary>
internal sealed class NoCodec : Codec
{
    public override int MaxCompressedLength(int length) => length;

    public override int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        source.CopyTo(destination);
        return source.Length;
    }

    public override bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.Length != destination.Length) return false;
        source.CopyTo(destination);
        return true;
    }

    public override bool TryExpand(ReadOnlySpan<byte> source, GrowingBuffer destination, int maxLength)
    {
        if (source.Length > maxLength) return false;
        destination.Append(source);
        return true;
    }
}
