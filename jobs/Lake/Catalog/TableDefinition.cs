namespace Platform.Lake.Catalog;

/// <summary>What a catalog table is: in Glue it is deployed, in the local catalog the job makes it.</summary>
public sealed record TableDefinition
{
    public required TableIdentifier Identifier { get; init; }

    public string? Description { get; init; }

    /// <summary>The columns of the files, in their order, without the partition keys.</summary>
    public required IReadOnlyList<CatalogColumn> Columns { get; init; }

    /// <summary>File format of the registry: <c>parquet</c>, <c>avro</c>, <c>csv</c>, <c>jsonl</c>.</summary>
    public required string Format { get; init; }
}
