namespace Platform.Registry.Entries;

/// <summary>One column of an entry, in the order in which files hold it.</summary>
public sealed record EntryColumn
{
    /// <summary>As PostgreSQL stores it: unquoted, case kept.</summary>
    public required string Name { get; init; }

    /// <summary>The PostgreSQL type as written, such as <c>numeric(12,2)</c> or <c>text[]</c>; see <c>PostgresTypeName</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The form asked for in the lake, such as <c>decimal(20,6)</c>, <c>text</c> or <c>millis</c>; null takes the type's own.</summary>
    public string? As { get; init; }

    /// <summary>The fields of a composite type, or of the composites in an array, that the lake's struct has; null where the type is none.</summary>
    public IReadOnlyList<EntryColumn>? Fields { get; init; }

    public OnLoss OnLoss { get; init; } = OnLoss.Fail;

    public Mask? Mask { get; init; }

    /// <summary>Characters that <see cref="Entries.Mask.Partial"/> leaves at the end, 1..64; null takes <see cref="EntryDefaults.KeepLast"/>.</summary>
    public int? KeepLast { get; init; }

    /// <summary>Personal data: tagged in the catalog and in the cloud.</summary>
    public bool Pii { get; init; }

    public bool Nullable { get; init; } = true;

    public string? Description { get; init; }
}
