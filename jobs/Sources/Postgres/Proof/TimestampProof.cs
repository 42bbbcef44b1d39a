using Platform.Registry.Types;

namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// Micro- or milliseconds since 1970-01-01 from the send function's count since 2000-01-01: <c>extract</c> gives a double, which is not exact, before
/// PostgreSQL 14. What lies outside the years 0001..9999, infinity too, and under <c>as: millis</c> what has digits below the millisecond, counts as
/// null, or as the nearest time where it is clamped.
/// </summary>
internal sealed record TimestampProof(LakeType.Timestamp Type, bool Clamps) : ProofExpression
{
    /// <summary>Microseconds from 1970-01-01 to 2000-01-01.</summary>
    private const string Epoch = "946684800000000";

    private string First => $"'0001-01-01 00:00:00{Zone}";

    private string Last => $"'9999-12-31 23:59:59.999999{Zone}";

    private string Zone => Type.Utc ? "+00'::timestamptz" : "'::timestamp";

    public override string Stored(string value)
    {
        if (!Clamps) return $"CASE WHEN NOT ({Lost(value)}) THEN {Count(value)} END";
        var nearest = $"least(greatest({value}, {First}), {Last})";
        return $"CASE WHEN {value} IS NOT NULL THEN {(Type.Millis ? Rounded(nearest) : Count(nearest))} END";
    }

    public override string Lost(string value)
    {
        var outside = $"({value}) NOT BETWEEN {First} AND {Last}";
        return Type.Millis ? $"CASE WHEN {outside} THEN true ELSE {Micros(value)} % 1000 <> 0 END" : outside;
    }

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.H8(words[0], seed);

    private string Count(string value) => Type.Millis ? $"{Micros(value)} / 1000" : Micros(value);

    private string Micros(string value) => $"({HashSql.Bits($"{(Type.Utc ? "timestamptz_send" : "timestamp_send")}({value})", 64)} + {Epoch})";

    /// <summary>To the nearest millisecond, half of one up, and no further than the last of 9999.</summary>
    private string Rounded(string value) => $"least(floor(({Micros(value)} + 500)::numeric / 1000)::int8, 253402300799999)";
}
