using Platform.Columns.Batches;
using Platform.Formats.JsonLines;
using Platform.Registry.Types;

namespace Platform.Restore.Reading;

/// <summary>A batch's columns as they are sent: structs, maps and lists of them as JSON, which the server takes apart; all others as they are.</summary>
internal sealed class NestedColumns
{
    private readonly (int Index, JsonTexts Texts, BytesColumn Column)[] _nested;
    private readonly Column[] _columns;

    public NestedColumns(IReadOnlyList<Field> fields)
    {
        _columns = new Column[fields.Count];
        _nested = [.. fields.Index().Where(f => f.Item.Type is LakeType.Struct or LakeType.Map or LakeType.List { Element: LakeType.Struct })
            .Select(f => (f.Index, new JsonTexts(f.Item.Type), new BytesColumn(new Field(f.Item.Name, new LakeType.Text(), f.Item.Nullable))))];
    }

    /// <summary>Valid until the next call.</summary>
    public IReadOnlyList<Column> Of(ColumnBatch batch)
    {
        for (var i = 0; i < _columns.Length; i++) _columns[i] = batch.Columns[i];
        foreach (var (index, texts, column) in _nested)
        {
            texts.Write(batch.Columns[index], batch.RowCount, column);
            _columns[index] = column;
        }

        return _columns;
    }
}
