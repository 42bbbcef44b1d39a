using Platform.Registry.Entries;

namespace Platform.Registry.Types;

/// <summary>What a mask makes of a type.</summary>
internal static class MaskedTypes
{
    /// <summary>Hashes and partly hidden values are text, whatever the column was; a year is a whole number; a null keeps its type.</summary>
    public static TypeResolution Find(EntryColumn column)
    {
        var own = column.Fields is { Count: > 0 } ? CompositeTypes.Find(column) : TypeTable.Find(column.Type, column.As);
        if (!own.Resolved) return own;
        return column.Mask switch
        {
            Mask.Hash or Mask.Partial when column.As is null or "text" or "string" => TypeResolution.Of(new LakeType.Text(), ReadForm.Text),
            Mask.Year when own.Type is LakeType.Date or LakeType.Timestamp && column.As is null => TypeResolution.Of(new LakeType.Integer()),
            Mask.Year when own.Type is not (LakeType.Date or LakeType.Timestamp) =>
                TypeResolution.No($"mask: year does not apply to {column.Type}", "it takes date, timestamp and timestamptz; use mask: hash, partial, null or drop"),
            Mask.Hash or Mask.Partial or Mask.Year => TypeResolution.No($"as: {column.As} has no effect beside a mask that gives another type", "remove as"),
            _ => own,
        };
    }
}
