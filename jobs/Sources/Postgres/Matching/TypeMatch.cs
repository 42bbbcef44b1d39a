using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Matching;

/// <summary>Whether a live type still gives what an entry's column promises.</summary>
internal static class TypeMatch
{
    /// <summary>Types whose values are the same text whatever length they declare; enums count among them.</summary>
    private static readonly HashSet<string> TextNames = ["text", "character varying", "citext", "name"];

    /// <summary>Types whose modifier only rounds or cuts what is stored: the lake's type is the same with every modifier.</summary>
    private static readonly HashSet<string> ModifierIsNotCarried =
    [
        "timestamp without time zone", "timestamp with time zone", "time without time zone", "time with time zone", "bit varying", "character varying",
    ];

    /// <summary>Decimal digits that hold every value of an integer type.</summary>
    private static readonly Dictionary<string, int> IntegerDigits = new() { ["smallint"] = 5, ["integer"] = 10, ["bigint"] = 19 };

    /// <param name="Compatible">Every value arrives as the entry promises.</param>
    /// <param name="Reason">Why not; or, where compatible and not the same, why it is.</param>
    internal sealed record Verdict(bool Compatible, string? Reason);

    public static Verdict Compare(EntryColumn entry, LiveType live)
    {
        if (entry.Fields is { } fields && Fields(fields, live.Element ?? live) is { } wrong) return wrong;
        if (!PostgresTypeName.TryParse(entry.Type, out var expected) || !PostgresTypeName.TryParse(live.Text, out var found))
        {
            return entry.Type == live.Text || entry.Type == live.EntryText ? Same : Changed(entry, live);
        }

        if (expected.Accepts(found) || IsDomainOf(expected, live)) return Same;
        if (expected.IsArray != found.IsArray) return Changed(entry, live);
        if (expected.IsArray) return IsText(expected.Element, null) && IsText(found.Element, live.Element) ? TextFamily(expected, found) : Changed(entry, live);
        if (IsText(expected, null) && IsText(found, live)) return TextFamily(expected, found);
        if (live.Kind == TypeKind.Enum && TypeTable.Find(expected).Form == ReadForm.Text && expected.Name != "numeric" && expected.Schema is null or "public" && !IsBuiltin(expected))
        {
            return TextFamily(expected, found);
        }

        if (IsInterval(expected) && IsInterval(found)) return Fits($"{found} live, {expected} in the entry: the type in the lake is the same");
        if (expected.Name == found.Name && expected.Schema == found.Schema)
        {
            if (ModifierIsNotCarried.Contains(expected.Name)) return Fits($"{found} live, {expected} in the entry: the type in the lake is the same");
            if (expected.Name == "character" && entry.As == "trimmed") return Fits($"{found} live, {expected} in the entry: the padding that differs is trimmed");
        }

        return Numbers(expected, found) is { } widening ? widening : Changed(entry, live);
    }

    /// <summary>What is wrong with the fields of a composite; null where they are all there as the entry says.</summary>
    private static Verdict? Fields(IReadOnlyList<EntryColumn> fields, LiveType live)
    {
        foreach (var field in fields)
        {
            if (live.Attributes.FirstOrDefault(a => a.Name == field.Name) is not { } attribute) return No($"field {field.Name} is not in the live type {live.EntryText}");
            if (Compare(field, attribute.Type) is { Compatible: false } wrong) return No($"field {field.Name}: {wrong.Reason}");
        }

        return null;
    }

    private static bool IsDomainOf(PostgresTypeName expected, LiveType live) =>
        live.Domains.Any(d => PostgresTypeName.TryParse(d.Name, out var domain) && expected.Accepts(domain));

    /// <summary>A type name that the server brings itself: an entry that says inet or interval does not mean an enum.</summary>
    private static bool IsBuiltin(PostgresTypeName type) => BuiltinTypeNames.All.Contains(type.Name);

    /// <summary>interval, also with fields such as <c>interval day to second</c>.</summary>
    private static bool IsInterval(PostgresTypeName type) =>
        type.Schema is null && (type.Name == "interval" || type.Name.StartsWith("interval ", StringComparison.Ordinal));

    private static bool IsText(PostgresTypeName type, LiveType? live) => TextNames.Contains(type.Name) || live?.Kind == TypeKind.Enum;

    private static Verdict? Numbers(PostgresTypeName expected, PostgresTypeName found)
    {
        if (Rank(expected.Name) is { } wide && Rank(found.Name) is { } narrow && wide > narrow)
        {
            return Fits($"{found} live, {expected} in the entry: every value of the narrower type fits");
        }

        if (expected is { Name: "double precision" } && found is { Name: "real" }) return Fits("real live, double precision in the entry: every value of the narrower type fits");
        if (expected.Name != "numeric") return null;
        if (IntegerDigits.TryGetValue(found.Name, out var digits))
        {
            return expected.Modifiers is null || Whole(expected) >= digits ? Fits($"{found} live, {expected} in the entry: every value of the narrower type fits") : null;
        }

        if (found.Name != "numeric") return null;
        if (expected.Modifiers is null) return Fits($"{found} live, numeric in the entry: every value of the narrower type fits");
        if (found.Modifiers is null)
        {
            return No($"numeric without precision live, {expected} in the entry: it may hold digits that the entry's type cannot");
        }

        var scale = expected.Modifier(1) ?? 0;
        var liveScale = found.Modifier(1) ?? 0;
        if (Whole(found) > Whole(expected)) return No(Digits(found, expected, "before", Whole(found), Whole(expected)));
        return liveScale > scale ? No(Digits(found, expected, "after", liveScale, scale)) : Fits($"{found} live, {expected} in the entry: every value of the narrower type fits");
    }

    private static int? Rank(string name) => name switch { "smallint" => 1, "integer" => 2, "bigint" => 3, _ => null };

    private static int Whole(PostgresTypeName numeric) => (numeric.Modifier(0) ?? 0) - (numeric.Modifier(1) ?? 0);

    private static string Digits(PostgresTypeName found, PostgresTypeName expected, string side, int live, int entry) => string.Create(
        CultureInfo.InvariantCulture, $"{found} live, {expected} in the entry: {live} digits {side} the point, {entry} expected");

    private static Verdict TextFamily(PostgresTypeName expected, PostgresTypeName found) =>
        Fits($"{found} live, {expected} in the entry: both are text of any length in the lake");

    private static Verdict Changed(EntryColumn entry, LiveType live) => No($"{live.EntryText} live, {entry.Type} in the entry");

    private static Verdict Same { get; } = new(true, null);

    private static Verdict Fits(string reason) => new(true, reason);

    private static Verdict No(string reason) => new(false, reason);
}
