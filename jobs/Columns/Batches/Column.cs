namespace Platform.Columns.Batches;

/// <summary>
/// The values of one field for the rows of a batch. A null takes a slot of its own (zero, or an empty span), so that value i belongs to
/// row i; writers that store present values only compact by <see cref="Validity"/>. Buffers are kept and reused across <see cref="Clear"/>.
/// </summary>
public abstract class Column(Field field)
{
    public Field Field { get; } = field;

    public Validity Validity { get; } = new();

    /// <summary>Slots, nulls included.</summary>
    public int Count => Validity.Count;

    public int NullCount => Validity.NullCount;

    /// <summary>Appends a null: a slot with the type's zero value.</summary>
    public abstract void AppendNull();

    /// <summary>Forgets all values and keeps the buffers.</summary>
    public abstract void Clear();

    /// <summary>Bytes of values held, for bounding a batch; capacity is not counted.</summary>
    public abstract long ByteCount { get; }
}
