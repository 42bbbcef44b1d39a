namespace Platform.Formats.Parquet.Encodings;

/// <summary>Unsigned LEB128 numbers of 64 bits, and zigzag ones; false where they do not end.</summary>
internal static class VarInts
{
    public static bool TryRead(ref ReadOnlySpan<byte> source, out ulong value)
    {
        value = 0;
        for (var i = 0; i < 10 && i < source.Length; i++)
        {
            value |= (ulong)(source[i] & 0x7F) << (7 * i);
            if (source[i] >= 0x80) continue;
            source = source[(i + 1)..];
            return true;
        }

        return false;
    }

    public static bool TryReadZigZag(ref ReadOnlySpan<byte> source, out long value)
    {
        var read = TryRead(ref source, out var bits);
        value = (long)(bits >> 1) ^ -(long)(bits & 1);
        return read;
    }
}
