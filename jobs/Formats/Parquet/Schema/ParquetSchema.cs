using Platform.Columns.Batches;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Writing;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Formats.Parquet.Schema;

/// <summary>The fields of a file, the schema tree that says them, and the leaves that hold their values.</summary>
internal sealed class ParquetSchema(IReadOnlyList<Field> fields, IReadOnlyList<SchemaElement> elements, IReadOnlyList<Leaf> leaves)
{
    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>Depth first, the root at first.</summary>
    public IReadOnlyList<SchemaElement> Elements { get; } = elements;

    public IReadOnlyList<Leaf> Leaves { get; } = leaves;

    /// <param name="fields">One or more, by the rules of <see cref="Files.FieldRules"/>.</param>
    /// <exception cref="PlatformException">A field cannot be written (78).</exception>
    public static ParquetSchema Of(IReadOnlyList<Field> fields)
    {
        var elements = new List<SchemaElement> { new(Producer.Name) { Children = fields.Count } };
        var leaves = new List<Leaf>();
        for (var i = 0; i < fields.Count; i++)
        {
            if (NestedSchema.IsNested(fields[i].Type)) NestedSchema.Add(i, fields[i], elements, leaves);
            else if (fields[i].Type is LakeType.List list) AddList(i, fields[i], list, elements, leaves);
            else AddFlat(i, fields[i], elements, leaves);
        }

        return new ParquetSchema(fields, elements, leaves);
    }

    private static void AddFlat(int index, Field field, List<SchemaElement> elements, List<Leaf> leaves)
    {
        var element = TypeMapping.Element(field.Type, field.Name, field.Nullable ? Repetition.Optional : Repetition.Required)
            ?? throw NotWritten(field);
        elements.Add(element);
        leaves.Add(new Leaf
        {
            FieldIndex = index,
            Field = field,
            Type = field.Type,
            Path = [field.Name],
            Physical = element.Physical!.Value,
            TypeLength = element.TypeLength,
            MaxDefinition = field.Nullable ? 1 : 0,
            MaxRepetition = 0,
        });
    }

    /// <summary>The three-level structure of LogicalTypes.md. Elements may always be null: a PostgreSQL array cannot forbid it.</summary>
    private static void AddList(int index, Field field, LakeType.List list, List<SchemaElement> elements, List<Leaf> leaves)
    {
        var element = TypeMapping.Element(list.Element, "element", Repetition.Optional) ?? throw NotWritten(field);
        elements.Add(new SchemaElement(field.Name)
        {
            Repetition = field.Nullable ? Repetition.Optional : Repetition.Required,
            Children = 1,
            Converted = ConvertedType.List,
            Logical = new(LogicalKind.List),
        });
        elements.Add(new SchemaElement("list") { Repetition = Repetition.Repeated, Children = 1 });
        elements.Add(element);
        leaves.Add(new Leaf
        {
            FieldIndex = index,
            Field = field,
            Type = list.Element,
            Path = [field.Name, "list", "element"],
            Physical = element.Physical!.Value,
            TypeLength = element.TypeLength,
            MaxDefinition = field.Nullable ? 3 : 2,
            MaxRepetition = 1,
            NullableElements = true,
        });
    }

    internal static PlatformException NotWritten(Field field) => Refused("type-not-supported", field.Name,
        $"Type {field.Type.CatalogType} cannot be written to Parquet yet.",
        "Set as: json for the column in the table's entry, or leave the column out.");

    private static PlatformException Refused(string kind, string? column, string message, string? hint) =>
        new(Stage.Configure, ExitCode.Configuration, message, hint) { Kind = kind, Column = column };
}
