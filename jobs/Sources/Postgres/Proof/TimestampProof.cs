using Platform.Registry.Types;

namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// Micro- or milliseconds since 1970-01-01 from the send function's count since 2000-01-01: <c>extract</c> gives a double, which is not exact, before
/// PostgreSQL 14. A run that met digits below the millisecond under <c>as: millis</c> has failed. Infinity counts as null: a run that met one has failed or applied a loss policy.
/// </summary>
internal sealed record TimestampProof(LakeType.Timestamp Type) : ProofExpression
{
    /// <summary>Microseconds from 1970-01-01 to 2000-01-01.</summary>
    private const string Epoch = "946684800000000";

    public override string Stored(string value)
    {
        var micros = $"{HashSql.Bits($"{(Type.Utc ? "timestamptz_send" : "timestamp_send")}({value})", 64)} + {Epoch}";
        return $"CASE WHEN isfinite({value}) THEN {(Type.Millis ? $"({micros}) / 1000" : micros)} END";
    }

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.H8(words[0], seed);
}
