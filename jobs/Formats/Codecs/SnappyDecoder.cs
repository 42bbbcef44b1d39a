using System.Buffers.Binary;

namespace Platform.Formats.Codecs;

/// <summary>Decodes raw Snappy blocks. Every length and offset is checked before a byte is written.</summary>
internal static class SnappyDecoder
{
    public static bool TryDecode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (!TryReadLength(source, out var length, out var at) || length != (uint)destination.Length) return false;
        var written = 0;
        while (at < source.Length)
        {
            int tag = source[at++];
            var ok = (tag & 3) == 0
                ? TryLiteral(source, ref at, tag, destination, ref written)
                : TryCopy(source, ref at, tag, destination, ref written);
            if (!ok) return false;
        }

        return written == destination.Length;
    }

    /// <summary>The length that a block says it decompresses to, and where its elements begin.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> source, out uint length, out int at)
    {
        ulong value = 0;
        for (at = 0; at < 5 && at < source.Length;)
        {
            int next = source[at];
            value |= (ulong)(next & 0x7F) << 7 * at++;
            if (next >= 0x80) continue;
            length = (uint)value;
            return value <= uint.MaxValue;
        }

        length = 0;
        return false;
    }

    private static bool TryLiteral(ReadOnlySpan<byte> source, ref int at, int tag, Span<byte> destination, ref int written)
    {
        long length = (tag >> 2) + 1;
        if (length > 60)
        {
            var bytes = (int)length - 60;
            if (bytes > source.Length - at) return false;
            length = 0;
            for (var i = 0; i < bytes; i++) length |= (long)source[at + i] << 8 * i;
            length++;
            at += bytes;
        }

        if (length > source.Length - at || length > destination.Length - written) return false;
        source.Slice(at, (int)length).CopyTo(destination[written..]);
        at += (int)length;
        written += (int)length;
        return true;
    }

    private static bool TryCopy(ReadOnlySpan<byte> source, ref int at, int tag, Span<byte> destination, ref int written)
    {
        int length;
        uint offset;
        switch (tag & 3)
        {
            case 1:
                if (at >= source.Length) return false;
                length = (tag >> 2 & 7) + 4;
                offset = (uint)(tag >> 5 << 8 | source[at++]);
                break;
            case 2:
                if (source.Length - at < 2) return false;
                length = (tag >> 2) + 1;
                offset = BinaryPrimitives.ReadUInt16LittleEndian(source[at..]);
                at += 2;
                break;
            default:
                if (source.Length - at < 4) return false;
                length = (tag >> 2) + 1;
                offset = BinaryPrimitives.ReadUInt32LittleEndian(source[at..]);
                at += 4;
                break;
        }

        if (offset == 0 || offset > (uint)written || length > destination.Length - written) return false;
        Repeat(destination, written, (int)offset, length);
        written += length;
        return true;
    }

    /// <summary>Copies from <paramref name="offset"/> back; where that overlaps, the bytes just written are read again.</summary>
    private static void Repeat(Span<byte> destination, int written, int offset, int length)
    {
        if (offset >= length)
        {
            destination.Slice(written - offset, length).CopyTo(destination[written..]);
            return;
        }

        for (var i = 0; i < length; i++) destination[written + i] = destination[written - offset + i];
    }
}
