namespace Platform.Sources.Postgres.Proof;

/// <summary>Days since 1970-01-01. Infinity has no number of days and counts as null: a run that met one has failed or applied a loss policy.</summary>
internal sealed record DateProof : ProofExpression
{
    public override string Stored(string value) => $"CASE WHEN isfinite({value}) THEN ({value}) - '1970-01-01'::date END";

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.H4(words[0], seed);
}
