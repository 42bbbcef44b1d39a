using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

/// <summary>What must hold of a snapshot before it is published.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "check", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Unique), "unique")]
[JsonDerivedType(typeof(NotNull), "not_null")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Range), "range")]
[JsonDerivedType(typeof(Matches), "matches")]
[JsonDerivedType(typeof(RowCountChange), "row_count_change")]
[JsonDerivedType(typeof(Fresh), "fresh")]
[JsonDerivedType(typeof(Sql), "sql")]
public abstract record Check
{
    public CheckSeverity Severity { get; init; } = CheckSeverity.Fail;

    public sealed record Unique(IReadOnlyList<string> Columns) : Check;

    public sealed record NotNull(IReadOnlyList<string> Columns) : Check;

    public sealed record Accepted(string Column, IReadOnlyList<string> Values) : Check;

    /// <summary>Bounds are inclusive; null leaves that side open.</summary>
    public sealed record Range(string Column, string? Min, string? Max) : Check;

    public sealed record Matches(string Column, string Pattern) : Check;

    /// <param name="Within">Largest change against the mean of the last snapshots, in percent.</param>
    /// <param name="OfLast">How many published snapshots are compared with.</param>
    public sealed record RowCountChange(decimal Within, int OfLast) : Check;

    /// <param name="Column">A date or timestamp column.</param>
    /// <param name="MaxAge">Its newest value may lag this far behind the snapshot time.</param>
    public sealed record Fresh(string Column, TimeSpan MaxAge) : Check;

    /// <param name="Query">A query that answers one boolean.</param>
    public sealed record Sql(string Query) : Check;
}
