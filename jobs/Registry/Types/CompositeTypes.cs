using Platform.Registry.Entries;

namespace Platform.Registry.Types;

/// <summary>Composite types as structs, arrays of them as lists of structs: their fields are the entry's, because the registry alone says what a catalog holds.</summary>
internal static class CompositeTypes
{
    public static TypeResolution Find(EntryColumn column)
    {
        if (!PostgresTypeName.TryParse(column.Type, out var type)) return TypeTable.Find(column.Type, column.As);
        var allowed = type.IsArray ? column.As is null or "list" : column.As is null or "struct";
        if (!allowed) return TypeResolution.No($"as: {column.As} does not apply to a type with fields", "remove fields, or as");
        if (TypeTable.IsKnown(type.IsArray ? type.Element : type)) return TypeResolution.No($"{column.Type} is no composite type and has no fields", "remove fields");
        var fields = new List<StructField>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in column.Fields!)
        {
            if (!IsPlain(field.Name)) return TypeResolution.No($"field '{field.Name}' has a name that a catalog's struct cannot say: letters, digits and _ only", "use as: json");
            if (!names.Add(field.Name)) return TypeResolution.No($"field '{field.Name}' is there twice to the catalog, which lower-cases names", "remove one, or use as: json");
            if (field.Mask is not null || field.OnLoss != OnLoss.Fail) return TypeResolution.No($"field '{field.Name}' has a mask or an on_loss of its own", "give them to the column");
            var found = TypeTable.Find(field);
            if (!found.Resolved) return TypeResolution.No($"field '{field.Name}': {found.Problem}", found.Hint);
            fields.Add(new StructField(field.Name, found.Type));
        }

        var row = new LakeType.Struct(fields);
        return TypeResolution.Of(type.IsArray ? new LakeType.List(row) : row);
    }

    private static bool IsPlain(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
