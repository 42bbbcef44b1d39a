namespace Platform.Registry.Types;

/// <summary>What an entry's <c>as</c> asks for.</summary>
internal enum AsKind
{
    Own,
    Text,
    Decimal,
    Uuid,
    Millis,
    Trimmed,
    List,
    Json,
    Struct,
    Map,
}

/// <summary>A parsed <c>as</c>.</summary>
internal sealed record AsForm(AsKind Kind, string Written, LakeType.Decimal? Decimal = null)
{
    public const string Allowed = "decimal(p,s) with p 1..38 and s 0..p, text, uuid, millis, trimmed, list, json, struct, map";

    public static AsForm Own { get; } = new(AsKind.Own, "");

    public static bool TryParse(string? text, out AsForm form)
    {
        form = Own;
        if (text is null) return true;
        var isDecimal = NumericTypes.TryParseDecimal(text, out var type);
        AsKind? kind = text switch
        {
            "text" or "string" => AsKind.Text,
            "uuid" => AsKind.Uuid,
            "millis" => AsKind.Millis,
            "trimmed" => AsKind.Trimmed,
            "list" => AsKind.List,
            "json" => AsKind.Json,
            "struct" => AsKind.Struct,
            "map" => AsKind.Map,
            _ => isDecimal ? AsKind.Decimal : null,
        };
        if (kind is not { } known) return false;
        form = new AsForm(known, text, type);
        return true;
    }

    public override string ToString() => Written;
}
