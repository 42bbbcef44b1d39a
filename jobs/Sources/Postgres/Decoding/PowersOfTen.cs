namespace Platform.Sources.Postgres.Decoding;

internal static class PowersOfTen
{
    /// <summary>10^0 to 10^19: all that an unsigned 64-bit integer holds.</summary>
    public static readonly ulong[] Small = [.. Enumerable.Range(0, 20).Select(n => (ulong)Large(n))];

    /// <summary>10^n for n in 0..38: all that an unsigned 128-bit integer holds.</summary>
    public static UInt128 Large(int n)
    {
        UInt128 power = 1;
        for (; n > 0; n--) power *= 10;
        return power;
    }
}
