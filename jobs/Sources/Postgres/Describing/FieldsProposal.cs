using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Describing;

/// <summary>The fields of a composite type as an entry names them.</summary>
internal static class FieldsProposal
{
    public const string AsJson = "json";

    /// <summary>The fields of a composite, or of the composites in an array; null where the column has none or is better read as JSON, which a comment says.</summary>
    public static IReadOnlyList<EntryColumn>? For(LiveType type, ColumnContent? content, List<string> comments)
    {
        var composite = type.Kind == TypeKind.Array ? type.Element! : type;
        if (composite.Kind != TypeKind.Composite || content?.AnyBeyondType == true) return null;
        var fields = Of(composite);
        if (fields is null) comments.Add("a composite as JSON: a field's name or type has no place in a struct");
        return fields;
    }

    /// <summary>Null where some field cannot be part of a struct.</summary>
    public static IReadOnlyList<EntryColumn>? Of(LiveType composite)
    {
        var fields = new List<EntryColumn>();
        foreach (var attribute in composite.Attributes)
        {
            var inner = attribute.Type.Kind == TypeKind.Array ? attribute.Type.Element! : attribute.Type;
            fields.Add(new EntryColumn { Name = attribute.Name, Type = attribute.Type.EntryText, Fields = inner.Kind == TypeKind.Composite ? Of(inner) : null });
        }

        var whole = new EntryColumn { Name = composite.Name, Type = composite.EntryText, Fields = fields };
        return fields.Count > 0 && TypeTable.Find(whole).Resolved ? fields : null;
    }
}
