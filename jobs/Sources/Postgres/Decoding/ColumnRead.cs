using Platform.Columns.Batches;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>How one column is read: where SQL meets wire bytes meets the lake.</summary>
/// <param name="Field">Name, type and nullability in the lake.</param>
/// <param name="Expression">The SELECT list expression, identifiers quoted; often the column itself, or its cast to text.</param>
/// <param name="Wire">The format in which the expression's values arrive.</param>
/// <param name="Element">The element's format where <paramref name="Wire"/> is <see cref="WireType.Array"/>.</param>
public sealed record ColumnRead(Field Field, string Expression, WireType Wire, WireType? Element = null);
