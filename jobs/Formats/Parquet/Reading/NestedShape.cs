using Platform.Columns.Batches;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>The shape of one column on the way to a leaf (which slots are present, and where lists and maps begin and end), out of the leaf's levels.</summary>
internal sealed class NestedShape(LeafStep step)
{
    private ulong[] _present = [];
    private int[] _ends = [];
    private int _slots;
    private int _elements;

    public LeafStep Step { get; } = step;

    /// <summary>Slots of its part.</summary>
    public int PartSlots => Step.Repeats ? _elements : _slots;

    /// <summary>False where levels go on with a list or map that is null or empty.</summary>
    public bool TryTake(ReadOnlySpan<int> repetition, ReadOnlySpan<int> definition)
    {
        Fit(definition.Length);
        (_slots, _elements) = (0, 0);
        for (var i = 0; i < definition.Length; i++)
        {
            if (repetition[i] <= Step.Repetition && definition[i] >= Step.SlotDefinition)
            {
                if (definition[i] >= Step.PresentDefinition) _present[_slots >> 6] |= 1UL << _slots;
                _ends[++_slots] = _elements;
            }

            if (!Step.Repeats || repetition[i] > Step.Repetition + 1) continue;
            var goesOn = repetition[i] == Step.Repetition + 1;
            if (goesOn && (_slots == 0 || _ends[_slots] == _ends[_slots - 1] || definition[i] < Step.ElementDefinition)) return false;
            if (definition[i] >= Step.ElementDefinition) _ends[_slots] = ++_elements;
        }

        return true;
    }

    /// <summary>Puts the shape into an empty column.</summary>
    public void Fill(Column column)
    {
        if (Step.Repeats)
        {
            var offsets = column is ListColumn list ? list.ReserveOffsets(_slots) : ((MapColumn)column).ReserveOffsets(_slots);
            _ends.AsSpan(0, _slots + 1).CopyTo(offsets);
        }

        column.Validity.AppendBits(_present.AsSpan(0, (_slots + 63) >> 6), _slots);
    }

    /// <summary>Whether a column that another leaf gave its shape has this one.</summary>
    public bool Agrees(Column column) =>
        column.Count == _slots
        && column.Validity.Words.SequenceEqual(_present.AsSpan(0, (_slots + 63) >> 6))
        && (!Step.Repeats || NestedColumns.Offsets(column).SequenceEqual(_ends.AsSpan(0, _slots + 1)));

    private void Fit(int levels)
    {
        if (_ends.Length <= levels)
        {
            _ends = new int[levels + 1];
            _present = new ulong[(levels + 63) >> 6];
        }
        else
        {
            _present.AsSpan().Clear();
        }

        _ends[0] = 0;
    }
}
