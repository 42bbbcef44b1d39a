using System.Globalization;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Proof;

/// <summary>
/// Structs, maps and lists of them: their hash is one expression, taken where the table's columns are in reach, because parts of a value that a subquery
/// hands on have lost their names.
/// </summary>
/// <param name="Read">The column.</param>
/// <param name="ColumnSeed">The seed of the column.</param>
internal sealed record NestedProof(ColumnRead Read, string ColumnSeed) : ProofExpression
{
    public override string Stored(string value) => HashOf(Read, ColumnSeed);

    public override string? Lost(string value) => LostIn(Read);

    public override string Hash(IReadOnlyList<string> words, string seed) => words[0];

    public static bool Is(LakeType type) => type is LakeType.Struct or LakeType.Map or LakeType.List { Element: LakeType.Struct };

    /// <summary>The hash of the read's value under a seed; null where the value is.</summary>
    private static string HashOf(ColumnRead read, string seed) => read.Field.Type switch
    {
        LakeType.Struct => Struct(read, seed),
        LakeType.Map => Map(read.Value, seed),
        LakeType.List { Element: LakeType.Struct } => List(read, seed),
        _ => ProofExpressions.For(read, seed).HashOf(read.Value, seed),
    };

    private static string Struct(ColumnRead read, string seed)
    {
        var members = read.Parts.Select((p, j) => $"coalesce({HashOf(p, HashSql.H4(Number(j), seed))}, {HashSql.H4(Number(-1 - j), seed)})");
        return $"CASE WHEN {read.Value} IS DISTINCT FROM NULL THEN {HashSql.H8($"({string.Join(" # ", members)})", seed)} END";
    }

    private static string List(ColumnRead read, string seed)
    {
        var source = read.Elements!;
        var element = HashOf(read.Parts[0], HashSql.H4($"({source.Position} - 1)::int4", seed));
        var sum = $"(SELECT {HashSql.Wrap($"coalesce(sum(coalesce({element}, {HashSql.H4($"(-{source.Position})::int4", seed)})), 0)")} FROM {source.From})";
        var shaped = source.Misshapen is null ? "" : $" AND NOT ({source.Misshapen})";
        return $"CASE WHEN {read.Value} IS NOT NULL{shaped} THEN {HashSql.H4(source.Count, HashSql.H8(sum, seed))} END";
    }

    /// <summary>Pairs as the extension's array has them: key, value, key, value.</summary>
    private static string Map(string pairs, string seed)
    {
        var key = HashSql.HT("p[2 * k - 1]", HashSql.H4("0", seed));
        var text = $"coalesce({HashSql.HT("p[2 * k]", HashSql.H4("1", seed))}, {HashSql.H4("-2", seed)})";
        var sum = $"(SELECT {HashSql.Wrap($"coalesce(sum({HashSql.H8($"({key} # {text})", seed)}), 0)")} FROM (SELECT {pairs} AS p OFFSET 0) AS m, generate_series(1, cardinality(p) / 2) AS k)";
        return $"CASE WHEN {pairs} IS NOT NULL THEN {HashSql.H4($"cardinality({pairs}) / 2", HashSql.H8(sum, seed))} END";
    }

    private static string? LostIn(ColumnRead read)
    {
        if (!Is(read.Field.Type)) return ProofExpressions.For(read, "0").Lost(read.Value);
        if (read.Field.Type is LakeType.Map) return null;
        var lost = read.Parts.Select(LostIn).OfType<string>().Select(l => $"coalesce({l}, false)").ToList();
        var parts = lost.Count == 0 ? null : string.Join(" OR ", lost);
        if (read.Elements is not { } source) return parts is null ? null : $"({parts})";
        var inElements = parts is null ? null : $"EXISTS (SELECT FROM {source.From} WHERE {parts})";
        return (inElements, source.Misshapen) switch
        {
            (null, null) => null,
            ({ } one, null) => one,
            (null, { } other) => $"({other})",
            ({ } one, { } other) => $"CASE WHEN {other} THEN true ELSE {one} END",
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
