using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;

namespace Platform.Formats.Avro.Values;

/// <summary>A union of null and a type: the branch, 0 or 1 as a zigzag number, then the value where there is one.</summary>
internal sealed class NullableEncoder(ValueEncoder inner) : ValueEncoder
{
    private const int ValueBranch = 1 << 1;

    public override void Measure(Column column, int from, int to, Span<int> lengths)
    {
        foreach (ref var length in lengths[..(to - from)]) length++;
        var runs = new SlotRuns(column.Validity, from, to);
        while (runs.MoveNext()) inner.Measure(column, runs.From, runs.ToExcl, lengths[(runs.From - from)..]);
    }

    public override void Write(Column column, int from, int to, Span<int> cursors, Span<byte> rows)
    {
        WriteBranches(column.Validity, from, cursors[..(to - from)], ref MemoryMarshal.GetReference(rows));
        var runs = new SlotRuns(column.Validity, from, to);
        while (runs.MoveNext()) inner.Write(column, runs.From, runs.ToExcl, cursors[(runs.From - from)..], rows);
    }

    private static void WriteBranches(Validity validity, int from, Span<int> cursors, ref byte rows)
    {
        var words = validity.NullCount == 0 ? [] : validity.Words;
        for (var i = 0; i < cursors.Length; i++)
        {
            var slot = from + i;
            var present = words.IsEmpty ? 1 : (int)(words[slot >> 6] >> slot & 1);
            Unsafe.Add(ref rows, cursors[i]++) = (byte)(present * ValueBranch);
        }
    }
}
