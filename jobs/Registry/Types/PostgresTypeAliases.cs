using System.Collections.Frozen;

namespace Platform.Registry.Types;

/// <summary>The names that PostgreSQL's parser takes for one type, and the one that <c>format_type</c> answers.</summary>
internal static class PostgresTypeAliases
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bool"] = "boolean",
        ["int2"] = "smallint",
        ["smallserial"] = "smallint",
        ["serial2"] = "smallint",
        ["int"] = "integer",
        ["int4"] = "integer",
        ["serial"] = "integer",
        ["serial4"] = "integer",
        ["int8"] = "bigint",
        ["bigserial"] = "bigint",
        ["serial8"] = "bigint",
        ["float4"] = "real",
        ["float8"] = "double precision",
        ["float"] = "double precision",
        ["decimal"] = "numeric",
        ["dec"] = "numeric",
        ["varchar"] = "character varying",
        ["char varying"] = "character varying",
        ["national character varying"] = "character varying",
        ["char"] = "character",
        ["nchar"] = "character",
        ["national character"] = "character",
        ["varbit"] = "bit varying",
        ["time"] = "time without time zone",
        ["timetz"] = "time with time zone",
        ["timestamp"] = "timestamp without time zone",
        ["timestamptz"] = "timestamp with time zone",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of several words, and the quoted one-byte type: written as they are, never in quotes.</summary>
    private static readonly FrozenSet<string> Standard = new[]
    {
        "double precision", "character varying", "bit varying", "time without time zone", "time with time zone",
        "timestamp without time zone", "timestamp with time zone", OneByteChar,
    }.ToFrozenSet(StringComparer.Ordinal);

    public const string OneByteChar = "\"char\"";

    public static string Canonical(string name) => Names.GetValueOrDefault(name, name);

    public static bool IsStandard(string name) => Standard.Contains(name) || name.StartsWith("interval ", StringComparison.Ordinal);
}
