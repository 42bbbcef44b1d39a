namespace Platform.Sources.Postgres.Schema;

/// <summary>A row of <c>pg_type</c> under one modifier; 0 where there is no such OID.</summary>
internal sealed record TypeRow
{
    public required uint Oid { get; init; }
    public required int Modifier { get; init; }

    /// <summary><c>typtype</c>: b, c, d, e, p, r or m.</summary>
    public required char Type { get; init; }

    public required string Schema { get; init; }
    public required string Name { get; init; }
    public required string Text { get; init; }
    public required uint Base { get; init; }
    public required int BaseModifier { get; init; }
    public required bool NotNull { get; init; }
    public required uint Element { get; init; }
    public required uint Subtype { get; init; }
    public required bool HasBinaryOutput { get; init; }
    public required bool HasTextCast { get; init; }
    public required char Delimiter { get; init; }
    public List<TypeAttributeRow> Attributes { get; } = [];
}

/// <summary>An attribute of a composite type.</summary>
internal sealed record TypeAttributeRow(string Name, uint Type, int Modifier);
