namespace Platform.Sources.Postgres.Proof;

/// <summary>Days since 1970-01-01. What lies outside the years 0001..9999, infinity too, counts as null, or as the nearest day where it is clamped.</summary>
internal sealed record DateProof(bool Clamps) : ProofExpression
{
    private const string First = "'0001-01-01'::date", Last = "'9999-12-31'::date";

    public override string Stored(string value) => Clamps
        ? $"CASE WHEN {value} IS NOT NULL THEN least(greatest({value}, {First}), {Last}) - '1970-01-01'::date END"
        : $"CASE WHEN {value} BETWEEN {First} AND {Last} THEN ({value}) - '1970-01-01'::date END";

    public override string Lost(string value) => $"({value}) NOT BETWEEN {First} AND {Last}";

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.H4(words[0], seed);
}
