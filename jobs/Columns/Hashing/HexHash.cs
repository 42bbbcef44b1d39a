namespace Platform.Columns.Hashing;

/// <summary>HT of the lower-case hexadecimal of binary values: what SQL computes as <c>hashtextextended(encode(value, 'hex'), seed)</c>.</summary>
internal static class HexHash
{
    /// <summary>Bytes turned into digits at a time; twice as many digits are a multiple of lookup3's block of 12.</summary>
    private const int Chunk = 6 * 64;

    public static ulong Hash(ReadOnlySpan<byte> value, ulong seed)
    {
        Span<byte> digits = stackalloc byte[(2 * Chunk) + 12];
        var state = new Lookup3State(checked(2 * value.Length), seed);
        while (true)
        {
            var part = value[..Math.Min(Chunk, value.Length)];
            Convert.TryToHexStringLower(part, digits, out var length);
            var i = 0;
            for (; i + 12 <= length; i += 12)
            {
                Lookup3.Add(ref state, ref digits[i]);
                state.Mix();
            }

            value = value[part.Length..];
            if (value.Length > 0) continue;
            Lookup3.AddTail(ref state, ref digits[i], length - i);
            return state.Final();
        }
    }
}
