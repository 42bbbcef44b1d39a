namespace Platform.Sources.Postgres.Proof;

/// <summary>Element hashes under seeds of their positions, summed, then with the length.</summary>
internal sealed record ListProof(ProofExpression Element, bool Clamps) : ProofExpression
{
    /// <summary>A list has one dimension and begins at 1; an array that does not counts as null, one that only begins elsewhere as its elements where it is clamped.</summary>
    public override string Stored(string value) => $"CASE WHEN NOT ({Misshapen(value)}) THEN {value} END";

    public override string Lost(string value) => Element.Lost("u.e") is { } lost
        ? $"({Misshapen(value, strictly: true)} OR EXISTS (SELECT FROM unnest({value}) AS u (e) WHERE {lost}))"
        : Misshapen(value, strictly: true);

    public override string Hash(IReadOnlyList<string> words, string seed)
    {
        var list = words[0];
        // The position counts from 1; the contract's j from 0.
        var element = $"coalesce({Element.HashOf("u.e", HashSql.H4("(u.k - 1)::int4", seed))}, {HashSql.H4("(-u.k)::int4", seed)})";
        var sum = $"(SELECT {HashSql.Wrap($"coalesce(sum({element}), 0)")} FROM unnest({list}) WITH ORDINALITY AS u (e, k))";
        return $"CASE WHEN {list} IS NOT NULL THEN {HashSql.H4($"cardinality({list})", HashSql.H8(sum, seed))} END";
    }

    /// <summary>An empty array has no dimensions, and so no null here.</summary>
    private string Misshapen(string value, bool strictly = false) => Clamps && !strictly
        ? $"coalesce(array_ndims({value}), 1) <> 1"
        : $"coalesce(array_ndims({value}), 1) <> 1 OR coalesce(array_lower({value}, 1), 1) <> 1";
}
