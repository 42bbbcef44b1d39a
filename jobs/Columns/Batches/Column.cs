namespace Platform.Columns.Batches;

/// <summary>
/// The values of one field for the rows of a batch. A null takes a slot of its own (zero, or an empty span), so that value i belongs to
/// row i; writers that store present values only compact by <see cref="Validity"/>. Buffers are kept and reused across <see cref="Clear"/>.
/// <para>
/// A column may also carry its dictionary form. Where it is beside the values (a source's batch after <c>DictionaryBuilder</c>) both may be
/// read. Where it replaces them (a Parquet reader's batch; <see cref="IsMaterialized"/> is false) only <see cref="Validity"/> and
/// <see cref="Dictionary"/> may be read: values, data and offsets throw until <see cref="Materialize"/>. The proof and the writers
/// understand both; everyone else materialises first.
/// </para>
/// </summary>
public abstract class Column(Field field)
{
    private DictionaryForm? _form;
    private bool _described;
    private int _refusedAt = -1;

    public Field Field { get; } = field;

    public Validity Validity { get; } = new();

    /// <summary>Slots, nulls included.</summary>
    public int Count => Validity.Count;

    public int NullCount => Validity.NullCount;

    /// <summary>The dictionary form of all values, or null. A value appended beside a form that was complete takes it away.</summary>
    public DictionaryForm? Dictionary => _described && (!IsMaterialized || _form!.Count == Validity.PresentCount) ? _form : null;

    /// <summary>True where a builder has looked at the values the column holds now and found that a dictionary does not pay: nobody need look again.</summary>
    internal bool IsDictionaryRefused => _refusedAt == Count;

    /// <summary>False where the dictionary form is all there is.</summary>
    public bool IsMaterialized { get; private set; } = true;

    /// <summary>Bytes of values held, for bounding a batch; capacity is not counted.</summary>
    public long ByteCount => IsMaterialized ? ValueBytes : _form!.ByteCount;

    /// <summary>Bytes of materialised values.</summary>
    protected abstract long ValueBytes { get; }

    /// <summary>Appends a null: a slot with the type's zero value.</summary>
    public abstract void AppendNull();

    /// <summary>Makes room for so many rows at once: growing by doubling would leave as much behind for the collector. Data of variable length still grows.</summary>
    public virtual void Expect(int rows)
    {
    }

    /// <summary>Forgets all values and keeps the buffers.</summary>
    public virtual void Clear()
    {
        Validity.Clear();
        DropDictionary();
    }

    /// <summary>
    /// For readers: this empty column will be filled in dictionary form only. Fill the returned form's Distinct and indices, and append one
    /// bit per row to <see cref="Validity"/>. When a page without dictionary follows, call <see cref="Materialize"/> and append plainly.
    /// </summary>
    /// <exception cref="InvalidOperationException">The column already holds values.</exception>
    public DictionaryForm HoldByDictionary()
    {
        if (Count > 0) throw new InvalidOperationException($"Column {Field.Name} already holds values: a dictionary form can only replace none.");
        IsMaterialized = false;
        return Attach(exact: false);
    }

    /// <summary>Puts an empty dictionary form beside the materialised values, for the builder to fill with all of them.</summary>
    internal DictionaryForm DescribeByDictionary()
    {
        if (!IsMaterialized) throw new InvalidOperationException($"Column {Field.Name} is held by its dictionary already.");
        return Attach(exact: true);
    }

    /// <summary>Writes every slot from the dictionary form, unless the values are there already. The form stays beside them.</summary>
    /// <exception cref="InvalidOperationException">Indices and present values differ in number, or an index lies outside the dictionary.</exception>
    public void Materialize()
    {
        if (IsMaterialized) return;
        var form = _form!;
        if (form.Count != Validity.PresentCount)
        {
            throw new InvalidOperationException($"Column {Field.Name}: {form.Count} dictionary indices for {Validity.PresentCount} present values.");
        }

        foreach (var index in form.Indices)
        {
            if ((uint)index < (uint)form.Distinct.Count) continue;
            throw new InvalidOperationException($"Column {Field.Name}: dictionary index {index} outside [0..{form.Distinct.Count}).");
        }

        Scatter(form);
        IsMaterialized = true;
    }

    /// <summary>Takes the dictionary form away from a materialised column, and remembers that its values want none.</summary>
    internal void RefuseDictionary()
    {
        DropDictionary();
        _refusedAt = Count;
    }

    /// <summary>Takes the dictionary form away from a materialised column, and forgets what a builder found.</summary>
    internal void DropDictionary()
    {
        _refusedAt = -1;
        _described = false;
        IsMaterialized = true;
    }

    /// <summary>Writes slots [0..Count) from a form whose indices were checked; nulls get the type's zero.</summary>
    protected abstract void Scatter(DictionaryForm form);

    protected void RequireValues()
    {
        if (!IsMaterialized) ThrowNotMaterialized();
    }

    private void ThrowNotMaterialized() =>
        throw new InvalidOperationException($"Column {Field.Name} holds only its dictionary form: call Materialize() before its values are read.");

    private DictionaryForm Attach(bool exact)
    {
        _form ??= new DictionaryForm(ColumnBatch.Create(Field with { Nullable = false }));
        _form.Clear();
        _form.IsExact = exact;
        _described = true;
        return _form;
    }
}
