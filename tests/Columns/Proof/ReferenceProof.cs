using System.Text;
using Platform.Columns.Batches;
using Platform.Columns.Hashing;
using Platform.Columns.Proof;

namespace Platform.Columns.Tests.Proof;

/// <summary>docs/proof.md read aloud, one value at a time.</summary>
internal static class ReferenceProof
{
    public static TableProof Prove(IReadOnlyList<Field> fields, IReadOnlyList<object?[]> rows, ProofSeed seed)
    {
        var s = (ulong)seed.Value;
        ulong rowSum = 0;
        var present = new long[fields.Count];
        var sums = new ulong[fields.Count];
        foreach (var row in rows)
        {
            ulong x = 0;
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is null)
                {
                    x ^= H4(-1 - i, s);
                    continue;
                }

                var hash = Value(row[i]!, H4(i, s));
                x ^= hash;
                sums[i] += hash;
                present[i]++;
            }

            rowSum += H8((long)x, s);
        }

        return new TableProof(1, rows.Count, (long)rowSum, [.. fields.Select((f, i) => new ColumnProof(f.Name, present[i], (long)sums[i]))]);
    }

    private static ulong Value(object value, ulong c) => value switch
    {
        bool v => H4(v ? 1 : 0, c),
        int v => H4(v, c),
        long v => H8(v, c),
        Int128 v => H8((long)v, H8((long)(v >> 64), c)),
        UInt128 v => H8((long)v, H8((long)(v >> 64), c)),
        float v => H4(BitConverter.SingleToInt32Bits(v), c),
        double v => H8(BitConverter.DoubleToInt64Bits(v), c),
        string v => Lookup3.Bytes(Encoding.UTF8.GetBytes(v), c),
        byte[] v => Lookup3.Bytes(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(v)), c),
        object?[] v => List(v, c),
        Members v => Struct(v.Values, c),
        Entries v => H4(v.Pairs.Length, H8((long)v.Pairs.Aggregate(0UL, (sum, pair) => sum + Struct([pair.Key, pair.Value], c)), c)),
        _ => throw new ArgumentException($"No hash for {value.GetType()}."),
    };

    private static ulong List(object?[] elements, ulong c)
    {
        ulong l = 0;
        for (var j = 0; j < elements.Length; j++) l += elements[j] is { } element ? Value(element, H4(j, c)) : H4(-1 - j, c);
        return H4(elements.Length, H8((long)l, c));
    }

    private static ulong Struct(object?[] members, ulong c)
    {
        ulong m = 0;
        for (var j = 0; j < members.Length; j++) m ^= members[j] is { } member ? Value(member, H4(j, c)) : H4(-1 - j, c);
        return H8((long)m, c);
    }

    private static ulong H4(int x, ulong s) => Lookup3.Int32((uint)x, s);

    private static ulong H8(long x, ulong s) => H4((int)x, H4((int)(x >> 32), s));
}
