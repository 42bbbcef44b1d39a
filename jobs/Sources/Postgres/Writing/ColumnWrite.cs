using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>How one column is written: where the lake meets wire bytes meets SQL.</summary>
/// <param name="Field">Name, type and nullability in the lake.</param>
/// <param name="Wire">The format in which values are sent.</param>
/// <param name="Element">The element's format where <paramref name="Wire"/> is <see cref="WireType.Array"/>.</param>
/// <param name="ElementOid">The element's type, which the server compares with its own; 0 where there is no element.</param>
public sealed record ColumnWrite(Field Field, WireType Wire, WireType? Element = null, uint ElementOid = 0);
