using System.Globalization;

namespace Platform.Sources.Postgres.Proof;

/// <summary>The named functions of the proof contract (docs/proof.md) as SQL expressions.</summary>
internal static class HashSql
{
    /// <summary>2^64.</summary>
    private const string TwoTo64 = "18446744073709551616";

    /// <summary>2^63.</summary>
    private const string TwoTo63 = "9223372036854775808";

    /// <summary>S: the statement's one parameter, so that the secret appears in no statement text.</summary>
    public const string Seed = "$1";

    public static string H4(string int4, string seed) => $"hashint4extended({int4}, {seed})";

    /// <summary>
    /// Low half over high half. <c>hashint8extended</c> XORs the high half of its value, or for a negative one its complement, into the low one: of a value in
    /// [-2^31..2^32) it is <see cref="H4"/> of the low half, and spares the cast.
    /// </summary>
    public static string H8(string int8, string seed) => $"hashint8extended(({int8}) & 4294967295, hashint8extended(({int8}) >> 32, {seed}))";

    /// <summary>H8 of what is often in [0..2^32): the high half is then 0, whose hash is one constant for all of them, and half of the work is left.</summary>
    public static string SmallH8(string int8, string seed) => $"CASE WHEN ({int8}) >> 32 = 0 THEN hashint8extended({int8}, {H4("0", seed)}) ELSE {H8(int8, seed)} END";

    public static string H16(string high, string low, string seed) => H8(low, H8(high, seed));

    public static string HT(string text, string seed) => $"hashtextextended(({text}) COLLATE \"C\", {seed})";

    /// <summary>C(i).</summary>
    public static string ColumnSeed(int column) => H4(column.ToString(CultureInfo.InvariantCulture), Seed);

    /// <summary>N(i).</summary>
    public static string NullHash(int column) => H4((-1 - column).ToString(CultureInfo.InvariantCulture), Seed);

    /// <summary>A whole numeric modulo 2^64 as the signed bigint of the same bits.</summary>
    public static string Wrap(string numeric)
    {
        var rest = $"mod({numeric}, {TwoTo64})";
        return $"(CASE WHEN {rest} >= {TwoTo63} THEN {rest} - {TwoTo64} WHEN {rest} < -{TwoTo63} THEN {rest} + {TwoTo64} ELSE {rest} END)::int8";
    }

    /// <summary>The high 64 bits of a whole numeric in 128-bit two's complement: floored, where div truncates.</summary>
    public static string HighWord(string numeric) =>
        $"div(({numeric}) - CASE WHEN ({numeric}) < 0 THEN {TwoTo64} - 1 ELSE 0 END, {TwoTo64})::int8";

    /// <summary>Bytes (at most 8) as the signed integer of that width, most significant byte first.</summary>
    public static string Bits(string bytea, int bits) => string.Create(CultureInfo.InvariantCulture,
        $"('x' || encode({bytea}, 'hex'))::bit({bits})::{(bits == 32 ? "int4" : "int8")}");
}
