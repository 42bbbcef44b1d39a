using Platform.Registry.Entries;
using Platform.Registry.Grammar.Shapes;
using Platform.Registry.Types;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar;

/// <summary>The keys of a column.</summary>
internal static class ColumnGrammar
{
    /// <summary>Glue's limit for a column comment.</summary>
    private const int MaxComment = 255;

    /// <summary>Composites within composites, so many deep.</summary>
    private const int DeepestField = 3;

    private static readonly MappingShape<EntryColumn> Keys = new("a column", () => new EntryColumn { Name = "", Type = "" },
    [
        new Key<EntryColumn, string>("name", "The column's name as PostgreSQL stores it.", new TextShape("a column name", 255),
            (column, name) => column with { Name = name }, column => column.Name) { Required = true },
        new Key<EntryColumn, string>("type", "The PostgreSQL type, as psql's \\d shows it.", new TextShape("a PostgreSQL type", 255),
            (column, type) => column with { Type = type }, column => column.Type) { Required = true },
        new Key<EntryColumn, string>("as", "The form in the lake: decimal(p,s), text, uuid, millis, trimmed, list, json, struct or map.",
            new TextShape("a form such as decimal(20,6) or text", 255), (column, form) => column with { As = form }, column => column.As),
        new Key<EntryColumn, IReadOnlyList<EntryColumn>>("fields", "The fields of a composite type, which make a struct of it.", new ListShape<EntryColumn>("fields", Field(DeepestField), 1),
            (column, fields) => column with { Fields = fields }, column => column.Fields),
        new Key<EntryColumn, OnLoss>("on_loss", "What happens to a value that the lake's type cannot hold.", Choices.OnLoss,
            (column, policy) => column with { OnLoss = policy }, column => column.OnLoss == OnLoss.Fail ? null : column.OnLoss),
        new Key<EntryColumn, Mask>("mask", "How values are hidden.", Choices.Mask, (column, mask) => column with { Mask = mask }, column => column.Mask),
        new Key<EntryColumn, long>("keep_last", "Characters that mask: partial leaves at the end; 4 where it is left out.", new IntegerShape(1, 64),
            (column, count) => column with { KeepLast = (int)count }, column => column.KeepLast is { } count ? (long)count : null),
        new Key<EntryColumn, bool>("pii", "Personal data: tagged in catalog and cloud.", new BooleanShape(),
            (column, pii) => column with { Pii = pii }, column => column.Pii ? true : null),
        new Key<EntryColumn, bool>("nullable", "False: the column never holds a null.", new BooleanShape(),
            (column, nullable) => column with { Nullable = nullable }, column => column.Nullable ? null : false),
        new Key<EntryColumn, string>("description", "The column's comment in the catalog.", new TextShape("text", MaxComment),
            (column, text) => column with { Description = text }, column => column.Description),
    ]);

    public static RuleShape<EntryColumn> Shape { get; } = new(Keys, CheckType);

    /// <summary>A field of a composite, which may be a composite itself.</summary>
    private static MappingShape<EntryColumn> Field(int deeper) => new("a field", () => new EntryColumn { Name = "", Type = "" },
    [
        new Key<EntryColumn, string>("name", "The field's name as PostgreSQL stores it.", new TextShape("a field name", 255), (field, name) => field with { Name = name }, field => field.Name) { Required = true },
        new Key<EntryColumn, string>("type", "The PostgreSQL type.", new TextShape("a PostgreSQL type", 255), (field, type) => field with { Type = type }, field => field.Type) { Required = true },
        new Key<EntryColumn, string>("as", "The form in the lake, as a column's.", new TextShape("a form such as decimal(20,6) or text", 255), (field, form) => field with { As = form }, field => field.As),
        .. deeper == 0
            ? Array.Empty<Key<EntryColumn>>()
            : [new Key<EntryColumn, IReadOnlyList<EntryColumn>>("fields", "The fields of a composite type.", new ListShape<EntryColumn>("fields", Field(deeper - 1), 1), (field, fields) => field with { Fields = fields }, field => field.Fields)],
    ]);

    private static void CheckType(EntryColumn column, YamlNode node, Reading reading)
    {
        var found = TypeTable.Find(column);
        if (!found.Resolved)
        {
            var key = column.Fields is not null && column.As is null ? "fields" : column.As is not null && PostgresTypeName.TryParse(column.Type, out _) ? "as" : column.Mask == Mask.Year ? "mask" : "type";
            Report(key, found.Problem, found.Hint);
            return;
        }

        if (Losses.Problem(column, found.Type) is var (problem, hint)) Report("on_loss", problem, hint);
        if (column.KeepLast is not null && column.Mask != Mask.Partial) Report("keep_last", "keep_last has no effect without mask: partial", "remove keep_last");
        if (column is { Mask: Mask.Null, Nullable: false }) Report("mask", "mask: null makes every value a null, but the column says nullable: false", "remove nullable: false");

        void Report(string key, string what, string wayOut) =>
            reading.Report(node.Locate(key).At, $"column '{Shown.Text(column.Name)}': {Shown.Line(what)}", wayOut);
    }
}
