namespace Platform.Sources.Postgres.Proof;

internal sealed record BooleanProof : ProofExpression
{
    public override string Stored(string value) => $"({value})::int4";

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.H4(words[0], seed);
}
