namespace Platform.Aws.Glue;

/// <summary>A column: <see cref="Type"/> is Hive's name of at most 131,072 characters.</summary>
public sealed record GlueColumn(string Name, string? Type = null, string? Comment = null)
{
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

public sealed record GlueSerDe
{
    public string? Name { get; init; }

    public string? SerializationLibrary { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

/// <summary>Where data is and how it is read.</summary>
public sealed record GlueStorage
{
    public IReadOnlyList<GlueColumn>? Columns { get; init; }

    public string? Location { get; init; }

    public string? InputFormat { get; init; }

    public string? OutputFormat { get; init; }

    public bool? Compressed { get; init; }

    public GlueSerDe? SerdeInfo { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

/// <summary>A table as Glue answers it.</summary>
public sealed record GlueTable
{
    public required string Name { get; init; }

    public string? DatabaseName { get; init; }

    public string? Description { get; init; }

    public string? Owner { get; init; }

    public int? Retention { get; init; }

    public GlueStorage? StorageDescriptor { get; init; }

    public IReadOnlyList<GlueColumn>? PartitionKeys { get; init; }

    public string? TableType { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>Grows with every update; an update that names it is refused when another came first.</summary>
    public string? VersionId { get; init; }
}

/// <summary>A table as Glue takes it.</summary>
public sealed record GlueTableInput
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Owner { get; init; }

    public int? Retention { get; init; }

    public GlueStorage? StorageDescriptor { get; init; }

    public IReadOnlyList<GlueColumn>? PartitionKeys { get; init; }

    public string? TableType { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

public sealed record GluePartition
{
    public required IReadOnlyList<string> Values { get; init; }

    public GlueStorage? StorageDescriptor { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}
