namespace Platform.Sources.Postgres.Proof;

/// <summary>oid, xid and cid as 64-bit integers. Only oid has a cast to bigint; all have the same text form.</summary>
internal sealed record UnsignedProof : ProofExpression
{
    public override string Stored(string value) => $"({value})::text::int8";

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.SmallH8(words[0], seed);
}
