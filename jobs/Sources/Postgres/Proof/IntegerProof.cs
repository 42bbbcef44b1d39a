namespace Platform.Sources.Postgres.Proof;

/// <summary>smallint and integer, 32 bits wide in the lake.</summary>
internal sealed record IntegerProof : ProofExpression
{
    public override string Stored(string value) => $"({value})::int4";

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.H4(words[0], seed);
}
