using Platform.Registry.Types;

namespace Platform.Columns.Batches;

/// <summary>
/// Rows in columns: what flows from a source to a file. One batch becomes one row group. It is made once per stream and reused;
/// not safe for two threads at once.
/// </summary>
public sealed class ColumnBatch
{
    private readonly Column[] _columns;

    public ColumnBatch(IReadOnlyList<Field> fields)
    {
        Fields = fields;
        _columns = [.. fields.Select(Create)];
    }

    public IReadOnlyList<Field> Fields { get; }

    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>Complete rows: every column holds at least as many slots.</summary>
    public int RowCount => _columns.Length == 0 ? 0 : _columns[0].Count;

    public long ByteCount
    {
        get
        {
            long bytes = 0;
            foreach (var column in _columns) bytes += column.ByteCount;
            return bytes;
        }
    }

    /// <summary>Makes room for so many rows in every column, before the first of them.</summary>
    public void Expect(int rows)
    {
        foreach (var column in _columns) column.Expect(rows);
    }

    public void Clear()
    {
        foreach (var column in _columns) column.Clear();
    }

    /// <summary>An empty column for the field's storage.</summary>
    public static Column Create(Field field) => field.Type.Storage switch
    {
        Storage.Boolean => new FixedColumn<byte>(field),
        Storage.Int32 => new FixedColumn<int>(field),
        Storage.Int64 => new FixedColumn<long>(field),
        Storage.Int128 => new FixedColumn<Int128>(field),
        Storage.Float => new FixedColumn<float>(field),
        Storage.Double => new FixedColumn<double>(field),
        Storage.Uuid => new FixedColumn<UInt128>(field),
        Storage.Bytes => new BytesColumn(field),
        Storage.List => new ListColumn(field, Create(new Field("element", ((LakeType.List)field.Type).Element))),
        Storage.Struct => new StructColumn(field, [.. ((LakeType.Struct)field.Type).Fields.Select(f => Create(new Field(f.Name, f.Type)))]),
        Storage.Map => new MapColumn(field, new BytesColumn(new Field("key", new LakeType.Text(), Nullable: false)), new BytesColumn(new Field("value", new LakeType.Text()))),
        _ => throw new NotSupportedException($"Column {field.Name}: storage {field.Type.Storage} is unknown."),
    };
}
