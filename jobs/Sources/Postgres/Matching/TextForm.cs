using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Matching;

/// <summary>SQL for PostgreSQL's own text form of a value, that of the type's output function.</summary>
internal static class TextForm
{
    /// <summary>
    /// <c>::text</c> is the output function, and strict, where no cast to text is defined; where one is, it may differ: inet gains a mask length,
    /// char(n) loses its padding, xml keeps its encoding declaration. <c>concat</c> always calls the output function, and gives '' for null, hence
    /// the condition; <c>IS NOT NULL</c> would be false for a composite with one null attribute.
    /// </summary>
    public static string Of(string column, LiveType type) => type.HasTextCast
        ? $"CASE WHEN num_nonnulls({column}) = 1 THEN concat({column}) END"
        : $"{column}::text";

    /// <summary>
    /// An array as text[] with the elements' own text forms; dimensions, bounds and nulls stay. Where the element has a cast to text, the array's own
    /// text form is parsed as text[]: the same quoting, so the same elements. That needs the comma between elements, which box and PostGIS do not use.
    /// Null where there is no exact way.
    /// </summary>
    public static string? OfElements(string column, LiveType array)
    {
        var element = array.Element!;
        if (!element.HasTextCast) return $"{column}::text[]";
        return element.Delimiter == ',' ? $"{column}::text::text[]" : null;
    }
}
