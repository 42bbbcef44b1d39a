using System.Buffers.Binary;

namespace Platform.Sources.Postgres.Writing;

/// <summary>An unscaled decimal as numeric on the wire (numeric_recv): count of digits, weight of the first (base 10000), sign, display scale, digits.</summary>
internal static class NumericField
{
    /// <summary>38 digits take at most eleven groups of four, wherever the point is.</summary>
    public const int MaxBytes = HeaderBytes + (2 * MaxGroups);

    private const int HeaderBytes = 8, MaxGroups = 11;
    private const ushort Negative = 0x4000;

    /// <param name="unscaled">The value times 10^<paramref name="scale"/>, at most 38 digits.</param>
    /// <param name="scale">0..38; also the display scale.</param>
    /// <param name="field">At least <see cref="MaxBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Int128 unscaled, int scale, Span<byte> field)
    {
        Span<ushort> groups = stackalloc ushort[MaxGroups];
        var count = 0;
        var magnitude = (UInt128)(unscaled < 0 ? -unscaled : unscaled);

        // From the least significant: the group that the point's side ends in may be short of four digits, which are zeros to its right.
        var last = scale % 4;
        if (last > 0 && magnitude <= ulong.MaxValue)
        {
            // Nearly every value there is: 128-bit division is done in software.
            var (whole, rest) = Math.DivRem((ulong)magnitude, Pow(last));
            magnitude = whole;
            groups[count++] = (ushort)((uint)rest * Pow(4 - last));
        }
        else if (last > 0)
        {
            (magnitude, var rest) = UInt128.DivRem(magnitude, (UInt128)Pow(last));
            groups[count++] = (ushort)((uint)rest * Pow(4 - last));
        }

        while (magnitude > ulong.MaxValue)
        {
            (magnitude, var rest) = UInt128.DivRem(magnitude, 10_000_000_000_000_000);
            for (var (low, i) = ((ulong)rest, 0); i < 4; i++, low /= 10_000) groups[count++] = (ushort)(low % 10_000);
        }

        for (var low = (ulong)magnitude; low > 0; low /= 10_000) groups[count++] = (ushort)(low % 10_000);
        while (count > 0 && groups[count - 1] == 0) count--;
        var first = 0;
        while (first < count && groups[first] == 0) first++;
        return Write(field, groups[first..count], count - 1 - ((scale + 3) / 4), unscaled < 0, scale);
    }

    private static int Write(Span<byte> field, ReadOnlySpan<ushort> groups, int weight, bool isNegative, int scale)
    {
        BinaryPrimitives.WriteInt16BigEndian(field, (short)groups.Length);
        BinaryPrimitives.WriteInt16BigEndian(field[2..], (short)(groups.Length == 0 ? 0 : weight));
        BinaryPrimitives.WriteUInt16BigEndian(field[4..], isNegative ? Negative : (ushort)0);
        BinaryPrimitives.WriteInt16BigEndian(field[6..], (short)scale);
        for (var i = 0; i < groups.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(field[(HeaderBytes + (2 * i))..], groups[groups.Length - 1 - i]);
        return HeaderBytes + (2 * groups.Length);
    }

    private static uint Pow(int exponent) => exponent switch { 1 => 10, 2 => 100, 3 => 1000, _ => 1 };
}
