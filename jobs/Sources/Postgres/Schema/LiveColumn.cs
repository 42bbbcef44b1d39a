namespace Platform.Sources.Postgres.Schema;

/// <summary>One column of a live table.</summary>
public sealed record LiveColumn
{
    /// <summary><c>attnum</c>, 1-based; dropped columns leave holes.</summary>
    public required int Number { get; init; }

    /// <summary>As stored: unquoted, case kept.</summary>
    public required string Name { get; init; }

    public required LiveType Type { get; init; }

    /// <summary>The column itself is NOT NULL; see <see cref="Nullable"/>.</summary>
    public required bool NotNull { get; init; }

    /// <summary>No NOT NULL of the column or of a domain forbids nulls.</summary>
    public bool Nullable => !NotNull && !Type.NotNull;

    public ColumnGeneration Generation { get; init; }

    public ColumnIdentity Identity { get; init; }

    /// <summary>Expression of the default, or of the generation.</summary>
    public string? Default { get; init; }

    public string? Comment { get; init; }

    /// <summary>The role may SELECT this column.</summary>
    public required bool Readable { get; init; }
}

/// <summary><c>attgenerated</c>.</summary>
public enum ColumnGeneration
{
    None,
    Stored,

    /// <summary>PostgreSQL 18: computed when read.</summary>
    Virtual,
}

/// <summary><c>attidentity</c>.</summary>
public enum ColumnIdentity
{
    None,
    Always,
    ByDefault,
}
