namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// Text in the type's own output form. <c>concat</c> calls the output function, where <c>::text</c> would strip the padding of char(n) or add
/// a mask to inet; <c>num_nonnulls</c> tells a null from a composite of nulls.
/// </summary>
internal sealed record TextProof : ProofExpression
{
    public override string Stored(string value) => $"CASE WHEN num_nonnulls({value}) = 1 THEN concat({value}) END";

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.HT(words[0], seed);
}
