using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;
using Platform.Columns.Kernels;

namespace Platform.Columns.Dictionaries;

/// <summary>Dictionary forms of values of one width.</summary>
internal sealed class FixedDictionary(DictionaryHash hash)
{
    private readonly RangeTable _range = new();
    private readonly FixedTable<uint> _table4 = new(hash);
    private readonly FixedTable<ulong> _table8 = new(hash);
    private readonly FixedTable<UInt128> _table16 = new(hash);
    private readonly int[] _sample = new int[DictionaryLimits.SampleBlock];
    private byte[] _present = [];

    public bool TryBuild(FixedColumn<int> column, DictionaryForm form)
    {
        var values = Present(column);
        MinMax.TryFind(values, out var min, out var max);
        var places = (long)max - min + 1;
        if (places >= Sequences.LeastPlaces && Sequences.IsSequence(values)) return false;
        if (!IsNarrow(places, values.Length)) return TryBuild<int, uint>(column, form, values);
        var distinct = (FixedColumn<int>)form.Distinct;
        var count = _range.Index(values, min, (int)places, form.Reserve(values.Length), distinct.Reserve((int)places));
        distinct.Validity.AppendPresent(count);
        return Pays<int>(values.Length, count);
    }

    public bool TryBuild(FixedColumn<long> column, DictionaryForm form)
    {
        var values = Present(column);
        MinMax.TryFind(values, out var min, out var max);
        var distance = (ulong)max - (ulong)min;
        if (distance >= Sequences.LeastPlaces && Sequences.IsSequence(values)) return false;
        if (distance >= RangeTable.MostPlaces || !IsNarrow((long)distance + 1, values.Length)) return TryBuild<long, ulong>(column, form, values);
        var places = (int)distance + 1;
        var distinct = (FixedColumn<long>)form.Distinct;
        var count = _range.Index(values, min, places, form.Reserve(values.Length), distinct.Reserve(places));
        distinct.Validity.AppendPresent(count);
        return Pays<long>(values.Length, count);
    }

    public bool TryBuild<T, TWord>(FixedColumn<T> column, DictionaryForm form)
        where T : unmanaged
        where TWord : unmanaged, IEquatable<TWord> =>
        TryBuild<T, TWord>(column, form, Present(column));

    private bool TryBuild<T, TWord>(FixedColumn<T> column, DictionaryForm form, ReadOnlySpan<T> present)
        where T : unmanaged
        where TWord : unmanaged, IEquatable<TWord>
    {
        var table = Table<TWord>();
        var values = MemoryMarshal.Cast<T, TWord>(present);
        if (values.Length >= DictionaryLimits.SampledFrom && !Promises(table, values)) return false;
        var indices = form.Reserve(values.Length);
        table.Clear();
        for (var from = 0; from < values.Length; from += DictionaryLimits.Stride)
        {
            var before = table.Count;
            var looked = Math.Min(DictionaryLimits.Stride, values.Length - from);
            table.Index(values.Slice(from, looked), indices[from..]);
            if (!Budget<T>(values.Length).StillPromises(from + looked, table.Count, (long)Unsafe.SizeOf<T>() * table.Count, looked, table.Count - before)) return false;
        }

        var distinct = (FixedColumn<T>)form.Distinct;
        MemoryMarshal.Cast<TWord, T>(table.Distinct).CopyTo(distinct.Reserve(table.Count));
        distinct.Validity.AppendPresent(table.Count);
        return true;
    }

    private bool Promises<TWord>(FixedTable<TWord> table, ReadOnlySpan<TWord> values)
        where TWord : unmanaged, IEquatable<TWord>
    {
        table.Clear();
        foreach (var from in DictionaryLimits.Starts(values.Length)) table.Index(values.Slice(from, DictionaryLimits.SampleBlock), _sample);

        return Budget<TWord>(values.Length).Promises(DictionaryLimits.SampleValues, table.Count, (long)Unsafe.SizeOf<TWord>() * table.Count);
    }

    private static bool Pays<T>(int values, int distinct) => Budget<T>(values).Pays(distinct, (long)Unsafe.SizeOf<T>() * distinct);

    private static DictionaryBudget Budget<T>(int values) => new(values, (long)Unsafe.SizeOf<T>() * values);

    /// <summary>A table of places is cleared first: not worth it for more places than there are values.</summary>
    private static bool IsNarrow(long places, int values) => places <= RangeTable.MostPlaces && places <= Math.Max(values, 256);

    private ReadOnlySpan<T> Present<T>(FixedColumn<T> column)
        where T : unmanaged
    {
        var slots = column.Values;
        if (column.NullCount == 0) return slots;
        var bytes = checked(slots.Length * Unsafe.SizeOf<T>());
        if (_present.Length < bytes) _present = GC.AllocateUninitializedArray<byte>(bytes);
        var present = MemoryMarshal.Cast<byte, T>(_present.AsSpan(0, bytes));
        return present[..Compaction.Compact(slots, column.Validity, present)];
    }

    private FixedTable<TWord> Table<TWord>()
        where TWord : unmanaged, IEquatable<TWord>
    {
        if (typeof(TWord) == typeof(uint)) return (FixedTable<TWord>)(object)_table4;
        if (typeof(TWord) == typeof(ulong)) return (FixedTable<TWord>)(object)_table8;
        return (FixedTable<TWord>)(object)_table16;
    }
}
