namespace Platform.Columns.Batches;

/// <summary>Maps of text to text: <see cref="Keys"/> and <see cref="Values"/> have a slot each per entry. Keys are never null; values may be.</summary>
public sealed class MapColumn(Field field, BytesColumn keys, BytesColumn values) : RepeatedColumn(field)
{
    public BytesColumn Keys { get; } = keys;

    public BytesColumn Values { get; } = values;

    protected override long EntryBytes => Keys.ByteCount + Values.ByteCount;

    protected override int EntryCount => Keys.Count;

    /// <summary>Ends a present map: its entries are those appended to <see cref="Keys"/> and <see cref="Values"/> since the last map ended.</summary>
    public void EndMap() => End(true);

    public override void Clear()
    {
        base.Clear();
        Keys.Clear();
        Values.Clear();
    }
}
