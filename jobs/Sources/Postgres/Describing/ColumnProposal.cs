using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Describing;

/// <summary>One column of a proposed entry and what to say about it.</summary>
internal sealed record ColumnProposal(EntryColumn Column, IReadOnlyList<string> Comments)
{
    private const string AsText = "text";

    public static ColumnProposal For(LiveColumn live, ColumnContent? content, int? moneyScale)
    {
        var comments = new List<string>();
        var column = new EntryColumn
        {
            Name = live.Name,
            Type = live.Type.EntryText,
            As = Form(live.Type, content, moneyScale, comments),
            Fields = FieldsProposal.For(live.Type, content, comments),
            Nullable = live.Nullable,
            Description = live.Comment,
        };
        if (live.Type.Domains.Count > 0) comments.Add($"domain {live.Type.Domains[0].Name}");
        if (live.Type.Kind == TypeKind.Enum) comments.Add(Labels(live.Type.EnumLabels));
        if (live.Generation != ColumnGeneration.None) comments.Add("generated");
        if (PersonalData.LooksLike(live.Name)) comments.Add("looks like personal data: consider pii: true and a mask");
        return new ColumnProposal(column, comments);
    }

    private static string? Form(LiveType type, ColumnContent? content, int? moneyScale, List<string> comments)
    {
        switch (type.Kind)
        {
            case TypeKind.Composite:
                return FieldsProposal.Of(type) is null ? FieldsProposal.AsJson : null;
            case TypeKind.Range or TypeKind.Multirange:
                comments.Add("a range in PostgreSQL's text form");
                return AsText;
            case TypeKind.Array when !type.HasBinaryOutput:
                comments.Add("the element type has no binary form: the array in PostgreSQL's text form");
                return AsText;
            case TypeKind.Array when content?.AnyBeyondType == true:
                comments.Add("some values have several dimensions or do not start at 1, which a list cannot say: the array as JSON");
                return FieldsProposal.AsJson;
            case TypeKind.Array when type.Element!.Kind == TypeKind.Composite:
                return FieldsProposal.Of(type.Element) is null ? FieldsProposal.AsJson : null;
            case TypeKind.Array when type.Element!.Kind is TypeKind.Range or TypeKind.Multirange:
                comments.Add("the array in PostgreSQL's text form");
                return AsText;
        }

        if (type is { Name: "numeric", Schema: "pg_catalog" }) return NumericProposal.For(type, content, comments);
        if (type is { Name: "money", Schema: "pg_catalog" } && moneyScale is { } scale and not 2)
        {
            comments.Add("the fraction digits of lc_monetary");
            return string.Create(CultureInfo.InvariantCulture, $"decimal(19,{scale})");
        }

        if (content?.AnyBeyondType == true)
        {
            comments.Add("some values are infinite or outside the years 0001 to 9999, which a lake date cannot say: PostgreSQL's text form");
            return AsText;
        }

        if (TypeTable.Find(type.EntryText).Resolved) return null;
        comments.Add("PostgreSQL's text form: the type has none of its own in the lake yet");
        return AsText;
    }

    private static string Labels(IReadOnlyList<string> labels) =>
        labels.Count <= 12 ? $"enum: {string.Join(", ", labels)}" : $"enum: {string.Join(", ", labels.Take(12))}, ...";
}
