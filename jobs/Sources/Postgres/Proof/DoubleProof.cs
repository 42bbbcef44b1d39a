namespace Platform.Sources.Postgres.Proof;

/// <summary>The IEEE 754 bits, NaN's included, as <c>float8send</c> gives them.</summary>
internal sealed record DoubleProof : ProofExpression
{
    public override string Stored(string value) => HashSql.Bits($"float8send({value})", 64);

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.H8(words[0], seed);
}
