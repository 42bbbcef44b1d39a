namespace Platform.Sources.Postgres.Ddl;

/// <summary>A user-defined type.</summary>
public sealed record TypeDdl
{
    public required string Schema { get; init; }

    public required string Name { get; init; }

    /// <summary><c>typtype</c>: e (enum), d (domain), c (composite), r (range), b (base, of an extension).</summary>
    public required string Kind { get; init; }

    /// <summary>The extension that brings it; null = made by CREATE TYPE or CREATE DOMAIN.</summary>
    public string? Extension { get; init; }

    public string? Comment { get; init; }

    /// <summary>Of an enum, in order.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Base type of a domain, subtype of a range.</summary>
    public string? Base { get; init; }

    /// <summary>Of a domain.</summary>
    public bool NotNull { get; init; }

    /// <summary>Of a domain.</summary>
    public string? Default { get; init; }

    /// <summary>CHECK constraints of a domain.</summary>
    public IReadOnlyList<TypeConstraintDdl>? Constraints { get; init; }

    /// <summary>Of a domain, qualified; null where it is the base type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>Statements that comment on a domain's constraints or a composite's attributes.</summary>
    public IReadOnlyList<string>? Comments { get; init; }

    /// <summary>Attributes of a composite.</summary>
    public IReadOnlyList<TypeAttributeDdl>? Attributes { get; init; }

    /// <summary>Options of a range.</summary>
    public RangeOptionsDdl? Range { get; init; }
}

/// <summary>What a range has beside its subtype; qualified and quoted names, null where it has the subtype's own, or none.</summary>
public sealed record RangeOptionsDdl(string? OperatorClass, string? Collation, string? SubtypeDiff, string? Canonical);

/// <summary>A domain's constraint.</summary>
public sealed record TypeConstraintDdl(string Name, string Definition);

/// <summary>A composite's attribute; its collation qualified, null where it is the type's own.</summary>
public sealed record TypeAttributeDdl(string Name, string Type, string? Collation = null);
