namespace Platform.Lake.Catalog;

/// <summary>
/// What a publication puts into the catalog for one snapshot of one table: where its files are and what they hold. It becomes the partition of
/// its snapshot time and, where that is the newest, <c>_latest</c>.
/// </summary>
public sealed record Pointer
{
    /// <summary>The attempt's prefix as a URI, with a trailing slash.</summary>
    public required Uri Location { get; init; }

    /// <summary>Copied onto every partition: Athena reads a partition by its own columns.</summary>
    public required IReadOnlyList<CatalogColumn> Columns { get; init; }

    /// <summary>File format of the registry, such as <c>parquet</c>.</summary>
    public required string Format { get; init; }

    public required PointerParameters Parameters { get; init; }

    /// <summary>The same pointer for <c>_latest</c>, held there by a person or not.</summary>
    public Pointer AsPinned(bool pinned) => this with { Parameters = Parameters with { Pinned = pinned } };

    public bool Equals(Pointer? other) =>
        other is not null && Location == other.Location && Format == other.Format && Parameters == other.Parameters && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => HashCode.Combine(Location, Format, Parameters, Columns.Count);
}
