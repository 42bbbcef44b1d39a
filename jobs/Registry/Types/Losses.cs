using Platform.Registry.Entries;

namespace Platform.Registry.Types;

/// <summary>Which types have values that may not arrive exactly, and what <c>on_loss</c> can do about them.</summary>
internal static class Losses
{
    /// <summary>A value that is legal in PostgreSQL may have no place in this type. Text: only of a database in SQL_ASCII.</summary>
    public static bool MayOccur(LakeType type) => type switch
    {
        LakeType.Decimal or LakeType.Date or LakeType.Timestamp or LakeType.Text or LakeType.List or LakeType.Map => true,
        LakeType.Struct parts => parts.Fields.Any(f => MayOccur(f.Type)),
        _ => false,
    };

    /// <summary>The type has nearest values.</summary>
    public static bool CanClamp(LakeType type) => type switch
    {
        LakeType.Decimal or LakeType.Date or LakeType.Timestamp => true,
        LakeType.List list => CanClamp(list.Element),
        LakeType.Struct parts => parts.Fields.Any(f => CanClamp(f.Type)),
        _ => false,
    };

    /// <summary>Why the column's <c>on_loss</c> cannot be, and the way out; null where it can.</summary>
    /// <param name="column">The column.</param>
    /// <param name="type">Its type in the lake, masked.</param>
    public static (string Problem, string Hint)? Problem(EntryColumn column, LakeType type)
    {
        if (column.OnLoss == OnLoss.Fail) return null;
        var written = $"on_loss: {OnLosses.Name(column.OnLoss)}";
        if (column.OnLoss == OnLoss.Text && column.Mask is not null) return ($"{written} would show in a sidecar what mask hides", "use on_loss: null");
        if (!MayOccur(type)) return ($"{written} does not apply: every value of {column.Type} arrives exactly as {type.CatalogType}", "remove on_loss");
        if (column.OnLoss == OnLoss.Clamp && !CanClamp(type)) return ($"{written} does not apply: {type.CatalogType} has no nearest value", "use on_loss: null or text");
        return column.OnLoss != OnLoss.Clamp && !column.Nullable
            ? ($"{written} makes nulls of what does not fit, but the column says nullable: false", "remove nullable: false")
            : null;
    }
}
