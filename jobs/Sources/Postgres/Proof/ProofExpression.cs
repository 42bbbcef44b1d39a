namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// How SQL computes the hash of one column's values, in three steps so that no step's result is written out, and computed, more than once:
/// the stored value, its words, their hash. Each step's result is null where the value is null.
/// </summary>
internal abstract record ProofExpression
{
    /// <summary>From the SELECT expression to the value as the column's storage holds it.</summary>
    public abstract string Stored(string value);

    /// <summary>From the stored value to what is hashed: one or two expressions.</summary>
    public virtual IReadOnlyList<string> Words(string stored) => [stored];

    /// <summary>The hash of the words.</summary>
    public abstract string Hash(IReadOnlyList<string> words, string seed);

    /// <summary>A condition that is true where the value is one that the lake's type cannot hold; null where it holds every value.</summary>
    public virtual string? Lost(string value) => null;

    /// <summary>All three at once: for the elements of a list.</summary>
    public string HashOf(string value, string seed) => Hash(Words(Stored(value)), seed);
}
