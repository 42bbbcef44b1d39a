namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// <c>mask: hash</c> in SQL: HMAC-SHA-256 (RFC 2104) out of two SHA-256. The secret's two pads are parameters of the statement, so that it appears in
/// no statement text.
/// </summary>
internal sealed record HashedProof : ProofExpression
{
    /// <summary>The statement's parameters after the seed: the inner and the outer pad.</summary>
    public const string InnerPad = "$2", OuterPad = "$3";

    public override string Stored(string value) =>
        $"CASE WHEN num_nonnulls({value}) = 1 THEN encode(sha256({OuterPad} || sha256({InnerPad} || convert_to({value}, 'UTF8'))), 'hex') END";

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.HT(words[0], seed);
}
