namespace Platform.Formats.Parquet.Values;

/// <summary>
/// Bounds of long byte strings, cut to a few bytes: a prefix is never greater, a prefix whose last character was raised is never less.
/// Text is cut between characters, so that a bound is valid UTF-8 too.
/// </summary>
internal static class TruncatedBounds
{
    public static byte[] Lower(ReadOnlySpan<byte> value, int limit, bool text, out bool exact)
    {
        exact = value.Length <= limit;
        return exact ? value.ToArray() : value[..Cut(value, limit, text)].ToArray();
    }

    /// <summary>Null where every character of the prefix is the greatest there is.</summary>
    public static byte[]? Upper(ReadOnlySpan<byte> value, int limit, bool text, out bool exact)
    {
        exact = value.Length <= limit;
        if (exact) return value.ToArray();
        var cut = value[..Cut(value, limit, text)].ToArray();
        return text ? RaiseText(cut) : RaiseBytes(cut);
    }

    /// <summary>A length of at most <paramref name="limit"/> that splits no character; all of the limit where the bytes are no UTF-8.</summary>
    private static int Cut(ReadOnlySpan<byte> value, int limit, bool text)
    {
        if (!text) return limit;
        var cut = limit;
        while (cut > limit - 4 && cut > 0 && (value[cut] & 0xC0) == 0x80) cut--;
        return (value[cut] & 0xC0) == 0x80 ? limit : cut;
    }

    private static byte[]? RaiseBytes(byte[] bytes)
    {
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            if (bytes[i] == 0xFF) continue;
            bytes[i]++;
            return bytes[..(i + 1)];
        }

        return null;
    }

    /// <summary>Raises the last character that has a next one of the same length, and drops those after it.</summary>
    private static byte[]? RaiseText(byte[] bytes)
    {
        for (var end = bytes.Length; end > 0;)
        {
            if (System.Text.Rune.DecodeLastFromUtf8(bytes.AsSpan(0, end), out var rune, out var length) != System.Buffers.OperationStatus.Done) return RaiseBytes(bytes);
            // Past the last value before the surrogates comes the first after them.
            var next = rune.Value == 0xD7FF ? 0xE000 : rune.Value + 1;
            if (System.Text.Rune.IsValid(next) && new System.Text.Rune(next) is var raised && raised.Utf8SequenceLength == length)
            {
                raised.EncodeToUtf8(bytes.AsSpan(end - length));
                return bytes[..end];
            }

            end -= length;
        }

        return null;
    }
}
