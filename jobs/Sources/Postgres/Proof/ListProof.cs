namespace Platform.Sources.Postgres.Proof;

/// <summary>Element hashes under seeds of their positions, summed, then with the length.</summary>
internal sealed record ListProof(ProofExpression Element) : ProofExpression
{
    public override string Stored(string value) => value;

    public override string Hash(IReadOnlyList<string> words, string seed)
    {
        var list = words[0];
        // The position counts from 1; the contract's j from 0.
        var element = $"coalesce({Element.HashOf("u.e", HashSql.H4("(u.k - 1)::int4", seed))}, {HashSql.H4("(-u.k)::int4", seed)})";
        var sum = $"(SELECT {HashSql.Wrap($"coalesce(sum({element}), 0)")} FROM unnest({list}) WITH ORDINALITY AS u (e, k))";
        return $"CASE WHEN {list} IS NOT NULL THEN {HashSql.H4($"cardinality({list})", HashSql.H8(sum, seed))} END";
    }
}
