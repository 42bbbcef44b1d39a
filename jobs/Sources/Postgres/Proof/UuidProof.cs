namespace Platform.Sources.Postgres.Proof;

/// <summary>uuid as 128 bits, most significant byte first.</summary>
internal sealed record UuidProof : ProofExpression
{
    public override string Stored(string value) => $"uuid_send({value})";

    public override IReadOnlyList<string> Words(string stored) =>
        [HashSql.Bits($"substr({stored}, 1, 8)", 64), HashSql.Bits($"substr({stored}, 9, 8)", 64)];

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.H16(words[0], words[1], seed);
}
