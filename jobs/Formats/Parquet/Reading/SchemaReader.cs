using Platform.Columns.Batches;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;
using Platform.Registry.Types;

namespace Platform.Formats.Parquet.Reading;

/// <summary>From a file's schema tree to fields and leaves: flat columns and lists of them, in the shapes of LogicalTypes.md.</summary>
internal sealed class SchemaReader
{
    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly long _offset;
    private readonly List<Field> _fields = [];
    private readonly List<Leaf> _leaves = [];
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
        if (element.Physical is not null) AddFlat(element);
        else if (IsList(element)) AddList(element);
        else throw Corruption.NotSupported("the column is a struct or map", _offset, element.Name);
    }

    private void AddFlat(SchemaElement element)
    {
        if (element.Repetition == Repetition.Repeated) throw Corruption.NotSupported("the column repeats without being a list", _offset, element.Name);
        var nullable = element.Repetition != Repetition.Required;
        var field = new Field(element.Name, TypeOf(element, element.Name), nullable);
        AddLeaf(field, field.Type, element, [element.Name], nullable ? 1 : 0, 0, false);
    }

    /// <summary>The list's group, then a repeated group of one element, or (older writers) the repeated element itself.</summary>
    private void AddList(SchemaElement list)
    {
        if (list.Children != 1) throw Corruption.Of("a list has not exactly one child", _offset, list.Name);
        var repeated = Take();
        if (repeated.Repetition != Repetition.Repeated) throw Corruption.Of("a list's child does not repeat", _offset, list.Name);
        IReadOnlyList<string> path = [list.Name, repeated.Name];
        var element = repeated;
        if (repeated.Physical is null)
        {
            if (repeated.Children != 1) throw Corruption.NotSupported("the column is a list of structs", _offset, list.Name);
            element = Take();
            path = [.. path, element.Name];
            if (element.Physical is null || element.Repetition == Repetition.Repeated)
                throw Corruption.NotSupported("the column is a list of lists or structs", _offset, list.Name);
        }

        var type = TypeOf(element, list.Name);
        var nullable = list.Repetition != Repetition.Required;
        var nullableElements = element.Repetition == Repetition.Optional;
        var field = new Field(list.Name, new LakeType.List(type), nullable);
        AddLeaf(field, type, element, path, (nullable ? 1 : 0) + 1 + (nullableElements ? 1 : 0), 1, nullableElements);
    }

    private void AddLeaf(Field field, LakeType type, SchemaElement element, IReadOnlyList<string> path, int definition, int repetition, bool nullableElements)
    {
        _leaves.Add(new Leaf
        {
            FieldIndex = _fields.Count,
            Field = field,
            Type = type,
            Path = path,
            Physical = element.Physical!.Value,
            TypeLength = element.Physical == PhysicalType.FixedLenByteArray ? element.TypeLength : 0,
            MaxDefinition = definition,
            MaxRepetition = repetition,
            NullableElements = nullableElements,
        });
        _fields.Add(field);
    }

    private LakeType TypeOf(SchemaElement element, string column) => TypeMapping.Type(element)
        ?? throw Corruption.NotSupported($"physical type {element.Physical} with this logical type is not known", _offset, column);

    private static bool IsList(SchemaElement element) => element.Logical.Kind == LogicalKind.List
        || (element.Logical.Kind == LogicalKind.None && element.Converted == ConvertedType.List);

    private SchemaElement Take() => _next < _elements.Count
        ? _elements[_next++]
        : throw Corruption.Of("the schema has fewer elements than its groups have children", _offset);
}
