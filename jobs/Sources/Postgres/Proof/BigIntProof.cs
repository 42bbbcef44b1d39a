namespace Platform.Sources.Postgres.Proof;

internal sealed record BigIntProof : ProofExpression
{
    public override string Stored(string value) => $"({value})::int8";

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.SmallH8(words[0], seed);
}
