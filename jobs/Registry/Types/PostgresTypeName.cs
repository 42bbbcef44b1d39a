using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Platform.Registry.Types;

/// <summary>
/// A PostgreSQL type as <c>format_type</c> writes it and people type it: <c>numeric(12,2)</c>, <c>timestamp(3) with time zone</c>,
/// <c>text[]</c>, <c>public."Mood"</c>. Aliases (int8, bool, varchar, timestamptz) are replaced by the standard's names, so that two spellings of one
/// type are equal.
/// </summary>
/// <param name="Schema">Null where not given, and for pg_catalog.</param>
/// <param name="Name">The standard's name (<c>character varying</c>, <c>timestamp with time zone</c>), or the type's own, unquoted; PostgreSQL's one-byte type is <c>"char"</c> with its quotes.</param>
/// <param name="Modifiers">What stands in parentheses, without spaces, such as <c>12,2</c>; null where nothing does.</param>
/// <param name="Dimensions">0 for a scalar; PostgreSQL does not tell the dimensions of an array type apart.</param>
public sealed record PostgresTypeName(string? Schema, string Name, string? Modifiers = null, int Dimensions = 0)
{
    public bool IsArray => Dimensions > 0;

    /// <summary>The type of an array's elements.</summary>
    public PostgresTypeName Element => this with { Dimensions = 0 };

    public static bool TryParse(string text, [NotNullWhen(true)] out PostgresTypeName? type) => PostgresTypeNameReader.TryRead(text, out type);

    /// <summary>The <paramref name="index"/>-th modifier as a number; null where it is missing or not a number.</summary>
    public int? Modifier(int index)
    {
        var parts = Modifiers?.Split(',');
        return parts is not null && index < parts.Length && int.TryParse(parts[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>Whether a live type is what this name asks for: equal, a schema counting only where it is written.</summary>
    public bool Accepts(PostgresTypeName live) =>
        Name == live.Name && Modifiers == live.Modifiers && IsArray == live.IsArray && (Schema is null || live.Schema is null || Schema == live.Schema);

    /// <summary>As <c>format_type</c> writes it.</summary>
    public override string ToString()
    {
        var modifiers = Modifiers is null ? "" : $"({Modifiers})";
        var name = PostgresTypeAliases.IsStandard(Name) ? Name : PostgresTypeNameReader.Quoted(Name);
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        var timeLike = name.StartsWith("time", StringComparison.Ordinal) && space > 0 && Schema is null;
        var body = timeLike ? $"{name[..space]}{modifiers}{name[space..]}" : $"{name}{modifiers}";
        return $"{(Schema is null ? "" : PostgresTypeNameReader.Quoted(Schema) + ".")}{body}{string.Concat(Enumerable.Repeat("[]", Dimensions))}";
    }
}
