namespace Platform.Sources.Postgres.Proof;

/// <summary>The lower-case hexadecimal of the bytes: before PostgreSQL 18 SQL has no hash of bytea.</summary>
internal sealed record BinaryProof : ProofExpression
{
    public override string Stored(string value) => $"encode({value}, 'hex')";

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.HT(words[0], seed);
}
