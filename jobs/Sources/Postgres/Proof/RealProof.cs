namespace Platform.Sources.Postgres.Proof;

/// <summary>The IEEE 754 bits, NaN's included, as <c>float4send</c> gives them.</summary>
internal sealed record RealProof : ProofExpression
{
    public override string Stored(string value) => HashSql.Bits($"float4send({value})", 32);

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.H4(words[0], seed);
}
