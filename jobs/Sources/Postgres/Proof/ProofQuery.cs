using System.Globalization;
using System.Text;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// The proof contract (docs/proof.md) as SQL over a table: rows, sum of row hashes, and per column the number of present values and the sum of
/// their hashes. One statement; several, for the same snapshot, where the table has more columns than one target list can total.
/// </summary>
public static class ProofQuery
{
    /// <summary>A target list holds 1,664 entries (MaxTupleAttributeNumber); a column takes two totals, or two words.</summary>
    public const int ColumnsPerStatement = 700;

    /// <summary>
    /// Ends a subquery that the planner is not to merge into the one around it: each step is one of its own, so that nothing is computed many times. In quotes it is
    /// a bigint from the first; the integer 0 would have to be cast, and until then counts as a limit, which no parallel process may be given.
    /// </summary>
    private const string Apart = "OFFSET '0'";

    /// <param name="table">Read as a whole, partitions included.</param>
    /// <param name="reads">In the order of the file.</param>
    /// <param name="filter">The entry's predicate.</param>
    /// <param name="counted">Present values are counted one by one, where they cannot be derived: see <see cref="ProofStatement"/>.</param>
    public static IReadOnlyList<ProofStatement> Build(TableName table, IReadOnlyList<ColumnRead> reads, string? filter, bool counted = false)
    {
        var columns = reads.Select((r, i) => new Column(i, r.Value, ProofExpressions.For(r, HashSql.ColumnSeed(i)))).ToList();
        if (columns.Count <= ColumnsPerStatement) return [new ProofStatement(Totals(table, columns, filter, withRows: true, counted), 0, columns.Count, HasRowHash: true)];
        var statements = new List<ProofStatement> { new(RowsOnly(table, columns, filter), 0, 0, HasRowHash: true) };
        foreach (var chunk in columns.Chunk(ColumnsPerStatement))
        {
            statements.Add(new ProofStatement(Totals(table, chunk, filter, withRows: false, counted), chunk[0].Index, chunk.Length, HasRowHash: false));
        }

        return statements;
    }

    private sealed record Column(int Index, string Value, ProofExpression Expression)
    {
        private string Stored => string.Create(CultureInfo.InvariantCulture, $"s{Index}");

        private IReadOnlyList<string> WordNames => [.. Expression.Words(Stored).Select((_, w) => string.Create(CultureInfo.InvariantCulture, $"w{Index}_{w}"))];

        public string Hash => string.Create(CultureInfo.InvariantCulture, $"h{Index}");

        public string SelectStored => $"{Expression.Stored(Value)} AS {Stored}";

        public IEnumerable<string> SelectWords => Expression.Words(Stored).Zip(WordNames, (word, name) => $"{word} AS {name}");

        public string SelectHash => $"{Expression.Hash(WordNames, HashSql.ColumnSeed(Index))} AS {Hash}";

        public string HashOrNull => $"coalesce({Hash}, {HashSql.NullHash(Index)})";

        /// <summary>The whole of it in one expression, a null counted: for tables too wide to name every step.</summary>
        public string WholeHashOrNull => $"coalesce({Expression.HashOf(Value, HashSql.ColumnSeed(Index))}, {HashSql.NullHash(Index)})";
    }

    private static string Totals(TableName table, IReadOnlyCollection<Column> columns, string? filter, bool withRows, bool counted)
    {
        var sql = new StringBuilder("SELECT count(*)::text");
        if (withRows) sql.Append($", coalesce(sum({HashSql.H8("x", HashSql.Seed)}), 0)::text");
        foreach (var c in columns) sql.Append($", {(counted ? $"count({c.Hash})" : Derived(c.Hash))}::text, coalesce(sum({c.Hash}), 0)::text");
        sql.Append("\nFROM (SELECT ").AppendJoin(", ", columns.Select(c => c.Hash).Append(withRows ? $"{Xor([.. columns.Select(c => c.HashOrNull)])} AS x" : "0 AS x"));
        sql.Append("\nFROM (SELECT ").AppendJoin(", ", columns.Select(c => c.SelectHash));
        sql.Append("\nFROM (SELECT ").AppendJoin(", ", columns.SelectMany(c => c.SelectWords));
        sql.Append("\nFROM (").Append(new Select(columns.Select(c => c.SelectStored), table, Only: false, [Select.Filter(filter)]));
        return sql.Append($" {Apart}) AS stored {Apart}) AS words {Apart}) AS hashes {Apart}) AS rows").ToString();
    }

    /// <summary>
    /// How many values a sum is of, without counting them, which would be a step more for every value: avg shares the state of sum and costs nothing more. Its 16
    /// significant digits (NUMERIC_MIN_SIG_DIGITS) tell counts below 10^14 apart. Null where the hashes sum to 0.
    /// </summary>
    private static string Derived(string hash) => $"CASE WHEN sum({hash}) IS NULL THEN 0 ELSE round(sum({hash}) / nullif(avg({hash}), 0)) END";

    private static string RowsOnly(TableName table, IReadOnlyList<Column> columns, string? filter)
    {
        var row = new Select([$"{Xor([.. columns.Select(c => c.WholeHashOrNull)])} AS x"], table, Only: false, [Select.Filter(filter)]);
        return $"SELECT count(*)::text, coalesce(sum({HashSql.H8("x", HashSql.Seed)}), 0)::text FROM ({row} {Apart}) AS rows";
    }

    /// <summary>A balanced tree: a chain of a thousand operators would nest a thousand deep in the server's stack.</summary>
    private static string Xor(ReadOnlySpan<string> terms) => terms.Length switch
    {
        0 => "0::int8",
        1 => terms[0],
        _ => $"({Xor(terms[..(terms.Length / 2)])} # {Xor(terms[(terms.Length / 2)..])})",
    };
}
