namespace Platform.Columns.Batches;

/// <summary>Lists of one element type: a row's entries are slots of <see cref="Elements"/>.</summary>
public sealed class ListColumn(Field field, Column elements) : RepeatedColumn(field)
{
    public Column Elements { get; } = elements;

    protected override long EntryBytes => Elements.ByteCount;

    protected override int EntryCount => Elements.Count;

    /// <summary>Ends a present list: its elements are those appended to <see cref="Elements"/> since the last list ended.</summary>
    public void EndList() => End(true);

    public override void Clear()
    {
        base.Clear();
        Elements.Clear();
    }
}
