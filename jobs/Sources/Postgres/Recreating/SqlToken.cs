namespace Platform.Sources.Postgres.Recreating;

/// <summary>What a piece of SQL text is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A name or keyword, quoted or not.</summary>
    Name,

    /// <summary>A string constant in single quotes, with an E before it or not.</summary>
    Text,

    /// <summary>A number, or one character of any other kind.</summary>
    Other,
}

/// <summary>A piece of SQL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">0-based position in the text.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Value">Without quotes.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length, string Value)
{
    public int EndExcl => Start + Length;

    public bool Is(string word) => Kind != SqlTokenKind.Text && Value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
