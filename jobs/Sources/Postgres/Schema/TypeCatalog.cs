namespace Platform.Sources.Postgres.Schema;

/// <summary>Types as read, put together on demand.</summary>
internal sealed class TypeCatalog(IReadOnlyDictionary<(uint Oid, int Modifier), TypeRow> types, ILookup<uint, string> labels)
{
    /// <summary>The type behind an OID and modifier, domains resolved.</summary>
    public LiveType Resolve(uint oid, int modifier)
    {
        var domains = new List<LiveDomain>();
        var row = types[(oid, modifier)];
        while (row.Base != 0)
        {
            domains.Add(new LiveDomain(row.Text, row.NotNull));
            row = types[(row.Base, row.BaseModifier)];
        }

        var element = row.Element == 0 ? null : Resolve(row.Element, row.Modifier);
        return new LiveType
        {
            Oid = row.Oid,
            Kind = KindOf(row),
            Schema = row.Schema,
            Name = row.Name,
            Modifier = row.Modifier,
            Text = element is null ? row.Text : element.Text + "[]",
            Domains = domains,
            Delimiter = row.Delimiter,
            HasTextCast = row.HasTextCast,
            HasBinaryOutput = row.HasBinaryOutput && element?.HasBinaryOutput != false,
            EnumLabels = row.Type == 'e' ? [.. labels[row.Oid]] : [],
            Element = element,
            Attributes = [.. row.Attributes.Select(a => new LiveAttribute(a.Name, Resolve(a.Type, a.Modifier)))],
            Subtype = row.Subtype == 0 ? null : Resolve(row.Subtype, -1),
        };
    }

    private static TypeKind KindOf(TypeRow row) => row.Type switch
    {
        _ when row.Element != 0 => TypeKind.Array,
        'e' => TypeKind.Enum,
        'c' => TypeKind.Composite,
        'r' => TypeKind.Range,
        'm' => TypeKind.Multirange,
        'p' => TypeKind.Pseudo,
        _ => TypeKind.Base,
    };
}
