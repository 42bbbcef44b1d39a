namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// Text in the type's own output form. <c>concat</c> calls the output function, where <c>::text</c> would strip the padding of char(n) or add
/// a mask to inet; <c>num_nonnulls</c> tells a null from a composite of nulls. What is text already needs neither. Where a policy handles text that is not
/// UTF-8, such counts as null.
/// </summary>
internal sealed record TextProof(bool MayBeInvalid, bool IsText = false) : ProofExpression
{
    /// <summary>
    /// Well-formed UTF-8 (RFC 3629, section 4), byte by byte: in a database in SQL_ASCII, the only one that takes other text, a character is a byte.
    /// </summary>
    private const string WellFormed =
        @"^([\x01-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
        + @"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*$";

    public override string Stored(string value)
    {
        var text = IsText ? value : $"CASE WHEN num_nonnulls({value}) = 1 THEN concat({value}) END";
        return MayBeInvalid ? $"CASE WHEN NOT ({Lost(value)}) THEN {text} END" : text;
    }

    public override string? Lost(string value) =>
        MayBeInvalid ? $"CASE WHEN current_setting('server_encoding') = 'SQL_ASCII' THEN (concat({value}) COLLATE \"C\") !~ '{WellFormed}' ELSE false END" : null;

    public override string Hash(IReadOnlyList<string> words, string seed) => HashSql.HT(words[0], seed);
}
