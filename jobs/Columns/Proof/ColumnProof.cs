using System.Text.Json.Serialization;

namespace Platform.Columns.Proof;

/// <summary>What the proof knows of one column.</summary>
/// <param name="Name">The column's name in the lake.</param>
/// <param name="Present">Values that are not null.</param>
/// <param name="Sum">The sum of their hashes modulo 2^64.</param>
public sealed record ColumnProof(string Name, long Present, [property: JsonConverter(typeof(HashJsonConverter))] long Sum);
