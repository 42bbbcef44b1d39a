namespace Platform.Sources.Postgres.Ddl;

/// <summary>A column's definition.</summary>
public sealed record ColumnDdl
{
    public required string Name { get; init; }

    /// <summary>With modifier, domains as themselves: <c>numeric(12,2)</c>, <c>public.price</c>.</summary>
    public required string Type { get; init; }

    public bool NotNull { get; init; }

    /// <summary>Expression of the default, or of the generated value where <see cref="Generated"/> is set.</summary>
    public string? Default { get; init; }

    /// <summary><c>attgenerated</c>: s (stored), v (virtual); null = not generated.</summary>
    public string? Generated { get; init; }

    /// <summary><c>attidentity</c>: a (always), d (by default); null = no identity.</summary>
    public string? Identity { get; init; }

    /// <summary>Qualified; null where it is the type's own.</summary>
    public string? Collation { get; init; }

    public string? Comment { get; init; }

    /// <summary><c>attstorage</c> where it differs from the type's own: p, e, m or x.</summary>
    public string? Storage { get; init; }

    /// <summary><c>attcompression</c>: p or l; null = the default.</summary>
    public string? Compression { get; init; }

    /// <summary>-1 = the default.</summary>
    public int StatisticsTarget { get; init; } = -1;

    /// <summary>Grants on the column as <c>aclitem</c> texts.</summary>
    public IReadOnlyList<string>? Grants { get; init; }
}
