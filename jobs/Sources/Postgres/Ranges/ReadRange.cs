using Platform.Registry.Entries;

namespace Platform.Sources.Postgres.Ranges;

/// <summary>What one COPY reads.</summary>
/// <param name="CopySql"><c>COPY (SELECT …) TO STDOUT (FORMAT BINARY)</c>.</param>
/// <param name="Relation">The table or the leaf it reads.</param>
/// <param name="FirstBlock">0-based first block.</param>
/// <param name="BlockToExcl">The block after the last; null = without upper bound, so that blocks added since planning are read too.</param>
/// <param name="Bytes">Estimate, for balancing and progress.</param>
public sealed record ReadRange(string CopySql, TableName Relation, long FirstBlock, long? BlockToExcl, long Bytes);
