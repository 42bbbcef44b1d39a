using Platform.Columns.Batches;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;
using Platform.Registry.Types;

namespace Platform.Formats.Parquet.Reading;

/// <summary>From a file's schema tree to fields and leaves, in the shapes of LogicalTypes.md and of older writers' lists.</summary>
internal sealed class SchemaReader
{
    /// <summary>Deeper than any table; a damaged schema may nest as deep as it is long.</summary>
    private const int MaxDepth = 32;

    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly long _offset;
    private readonly List<Field> _fields = [];
    private readonly List<Leaf> _leaves = [];
    private string _column = "";
    private int _next;

    private SchemaReader(IReadOnlyList<SchemaElement> elements, long offset) => (_elements, _offset) = (elements, offset);

    public static ParquetSchema Read(IReadOnlyList<SchemaElement> elements, long offset)
    {
        var reader = new SchemaReader(elements, offset);
        var root = reader.Take();
        if (root.Physical is not null) throw Corruption.Of("the schema's root is not a group", offset);
        for (var i = 0; i < root.Children; i++) reader.ReadField();
        if (reader._next != elements.Count) throw Corruption.Of("the schema has elements outside its root", offset);
        return new ParquetSchema(reader._fields, elements, reader._leaves);
    }

    private void ReadField()
    {
        var element = Take();
        _column = element.Name;
        if (element.Repetition == Repetition.Repeated) throw Corruption.NotSupported("the column repeats without being a list", _offset, element.Name);
        var first = _leaves.Count;
        var type = ReadNode(element, NodePlace.Root);
        var field = new Field(element.Name, type, element.Repetition != Repetition.Required);
        var nested = NestedSchema.IsNested(type);
        for (var i = first; i < _leaves.Count; i++)
        {
            var leaf = _leaves[i];
            _leaves[i] = leaf with { FieldIndex = _fields.Count, Field = field, Steps = nested ? leaf.Steps : [] };
        }

        _fields.Add(field);
    }

    private LakeType ReadNode(SchemaElement element, NodePlace at)
    {
        if (at.Steps.Count > MaxDepth) throw Corruption.NotSupported($"the column nests deeper than {MaxDepth} levels", _offset, _column);
        var present = at.Definition + (element.Repetition == Repetition.Optional ? 1 : 0);
        if (element.Physical is not null) return AddLeaf(element, at, present);
        if (IsList(element)) return ReadList(element, at, present);
        return IsMap(element) ? ReadMap(element, at, present) : ReadStruct(element, at, present);
    }

    private LakeType.Struct ReadStruct(SchemaElement element, NodePlace at, int present)
    {
        if (element.Children == 0) throw Corruption.NotSupported("a struct has no members", _offset, _column);
        var members = new List<StructField>();
        for (var part = 0; part < element.Children; part++)
        {
            var member = Take();
            if (member.Repetition == Repetition.Repeated) throw Corruption.NotSupported("a member repeats without being a list", _offset, _column);
            members.Add(new StructField(member.Name, ReadNode(member, at.Below([element.Name], StepKind.Struct, part, present))));
        }

        return new LakeType.Struct(members);
    }

    /// <summary>The list's group, then a repeated group of one element, or (older writers) the repeated element itself.</summary>
    private LakeType.List ReadList(SchemaElement list, NodePlace at, int present)
    {
        if (list.Children != 1) throw Corruption.Of("a list has not exactly one child", _offset, _column);
        var repeated = Take();
        if (repeated.Repetition != Repetition.Repeated) throw Corruption.Of("a list's child does not repeat", _offset, _column);
        var isElement = repeated.Physical is not null || repeated.Children != 1 || repeated.Name == "array" || repeated.Name == list.Name + "_tuple";
        if (isElement) return new LakeType.List(ReadNode(repeated, at.Below([list.Name], StepKind.List, 0, present)));
        var element = Take();
        if (element.Repetition == Repetition.Repeated) throw Corruption.NotSupported("a list's element repeats", _offset, _column);
        return new LakeType.List(ReadNode(element, at.Below([list.Name, repeated.Name], StepKind.List, 0, present)));
    }

    private LakeType.Map ReadMap(SchemaElement map, NodePlace at, int present)
    {
        if (map.Children != 1) throw Corruption.Of("a map has not exactly one child", _offset, _column);
        var entries = Take();
        if (entries.Repetition != Repetition.Repeated || entries.Physical is not null || entries.Children != 2) throw Corruption.Of("a map's entries are not key and value", _offset, _column);
        var types = new List<LakeType>();
        for (var part = 0; part < 2; part++)
        {
            var element = Take();
            if (element.Physical is null || element.Repetition == Repetition.Repeated || (part == 0 && element.Repetition != Repetition.Required))
                throw Corruption.NotSupported("a map's keys and values are other than required and optional text", _offset, _column);
            types.Add(ReadNode(element, at.Below([map.Name, entries.Name], StepKind.Map, part, present)));
        }

        return types is [LakeType.Text, LakeType.Text] ? new LakeType.Map() : throw Corruption.NotSupported("a map is of other types than text to text", _offset, _column);
    }

    private LakeType AddLeaf(SchemaElement element, NodePlace at, int present)
    {
        var type = TypeMapping.Type(element)
            ?? throw Corruption.NotSupported($"physical type {element.Physical} with this logical type is not known", _offset, _column);
        _leaves.Add(new Leaf
        {
            // Both are known, and put, when the field is read.
            FieldIndex = -1,
            Field = new Field(_column, type),
            Type = type,
            Path = [.. at.Path, element.Name],
            Physical = element.Physical!.Value,
            TypeLength = element.Physical == PhysicalType.FixedLenByteArray ? element.TypeLength : 0,
            MaxDefinition = present,
            MaxRepetition = at.Repetition,
            NullableElements = at.Repetition > 0 && element.Repetition == Repetition.Optional,
            Steps = at.Steps,
        });
        return type;
    }

    private static bool IsList(SchemaElement element) => element.Logical.Kind == LogicalKind.List
        || (element.Logical.Kind == LogicalKind.None && element.Converted == ConvertedType.List);

    private static bool IsMap(SchemaElement element) => element.Logical.Kind == LogicalKind.Map
        || (element.Logical.Kind == LogicalKind.None && element.Converted is ConvertedType.Map or ConvertedType.MapKeyValue);

    private SchemaElement Take() => _next < _elements.Count
        ? _elements[_next++]
        : throw Corruption.Of("the schema has fewer elements than its groups have children", _offset);
}
