namespace Platform.Columns.Batches;

/// <summary>
/// Values of named members, one column each with as many slots as there are structs. A null struct takes a null slot in every member; validity
/// tells it from a struct whose members are all null.
/// </summary>
/// <remarks>A struct has no dictionary form of its own; its members may have one.</remarks>
public sealed class StructColumn(Field field, Column[] members) : Column(field)
{
    /// <summary>In the order of the type's fields.</summary>
    public IReadOnlyList<Column> Members => members;

    protected override long ValueBytes
    {
        get
        {
            long bytes = 0;
            foreach (var member in members) bytes += member.ByteCount;
            return bytes;
        }
    }

    /// <summary>Ends a present struct: one value, or null, was appended to each member since the last struct ended.</summary>
    public void EndStruct() => Validity.Append(true);

    public override void AppendNull()
    {
        foreach (var member in members) member.AppendNull();
        Validity.AppendNulls(1);
    }

    public override void Expect(int rows)
    {
        foreach (var member in members) member.Expect(rows);
    }

    public override void Clear()
    {
        base.Clear();
        foreach (var member in members) member.Clear();
    }

    protected override void Scatter(DictionaryForm form) =>
        throw new InvalidOperationException($"Column {Field.Name}: a struct has no dictionary form, only its members have one.");
}
