using Platform.Columns.Batches;
using Platform.Formats.Parquet.Metadata;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Formats.Parquet.Schema;

/// <summary>The schema of structs, maps and lists of them, to any depth, in the shapes of LogicalTypes.md. Parts may always be null, but for a map's keys.</summary>
internal sealed class NestedSchema
{
    private readonly int _index;
    private readonly Field _field;
    private readonly List<SchemaElement> _elements;
    private readonly List<Leaf> _leaves;

    private NestedSchema(int index, Field field, List<SchemaElement> elements, List<Leaf> leaves) =>
        (_index, _field, _elements, _leaves) = (index, field, elements, leaves);

    /// <summary>Whether values have more below them than a list of flat values has.</summary>
    public static bool IsNested(LakeType type) => type is LakeType.Struct or LakeType.Map or LakeType.List { Element: LakeType.Struct or LakeType.Map or LakeType.List };

    /// <summary>Adds the nodes and leaves of a field.</summary>
    /// <exception cref="PlatformException">A part cannot be written (78).</exception>
    public static void Add(int index, Field field, List<SchemaElement> elements, List<Leaf> leaves) =>
        new NestedSchema(index, field, elements, leaves).Add(field.Name, field.Type, field.Nullable, NodePlace.Root);

    private void Add(string name, LakeType type, bool nullable, NodePlace at)
    {
        var present = at.Definition + (nullable ? 1 : 0);
        var repetition = nullable ? Repetition.Optional : Repetition.Required;
        switch (type)
        {
            case LakeType.Struct parts:
                _elements.Add(new SchemaElement(name) { Repetition = repetition, Children = parts.Fields.Count });
                for (var part = 0; part < parts.Fields.Count; part++)
                    Add(parts.Fields[part].Name, parts.Fields[part].Type, true, at.Below([name], StepKind.Struct, part, present));
                break;
            case LakeType.List list:
                _elements.Add(new SchemaElement(name) { Repetition = repetition, Children = 1, Converted = ConvertedType.List, Logical = new(LogicalKind.List) });
                _elements.Add(new SchemaElement("list") { Repetition = Repetition.Repeated, Children = 1 });
                Add("element", list.Element, true, at.Below([name, "list"], StepKind.List, 0, present));
                break;
            case LakeType.Map:
                _elements.Add(new SchemaElement(name) { Repetition = repetition, Children = 1, Converted = ConvertedType.Map, Logical = new(LogicalKind.Map) });
                _elements.Add(new SchemaElement("key_value") { Repetition = Repetition.Repeated, Children = 2 });
                Add("key", new LakeType.Text(), false, at.Below([name, "key_value"], StepKind.Map, 0, present));
                Add("value", new LakeType.Text(), true, at.Below([name, "key_value"], StepKind.Map, 1, present));
                break;
            default:
                AddLeaf(name, type, repetition, present, at);
                break;
        }
    }

    private void AddLeaf(string name, LakeType type, Repetition repetition, int present, NodePlace at)
    {
        var element = TypeMapping.Element(type, name, repetition) ?? throw ParquetSchema.NotWritten(_field);
        _elements.Add(element);
        _leaves.Add(new Leaf
        {
            FieldIndex = _index,
            Field = _field,
            Type = type,
            Path = [.. at.Path, name],
            Physical = element.Physical!.Value,
            TypeLength = element.TypeLength,
            MaxDefinition = present,
            MaxRepetition = at.Repetition,
            Steps = at.Steps,
        });
    }
}
