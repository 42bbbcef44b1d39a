using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Columns.Batches;

namespace Platform.Formats.Avro.Values;

/// <summary>Values of one width in memory.</summary>
internal sealed class FixedEncoder<T, TForm> : ValueEncoder
    where T : unmanaged
    where TForm : struct, IFixedForm<T>
{
    public override void Measure(Column column, int from, int to, Span<int> lengths)
    {
        var values = ((FixedColumn<T>)column).Values[from..to];
        lengths = lengths[..values.Length];
        for (var i = 0; i < values.Length; i++) lengths[i] += TForm.Length(values[i]);
    }

    public override void Write(Column column, int from, int to, Span<int> cursors, Span<byte> rows)
    {
        var values = ((FixedColumn<T>)column).Values[from..to];
        cursors = cursors[..values.Length];
        ref var start = ref MemoryMarshal.GetReference(rows);
        for (var i = 0; i < values.Length; i++) cursors[i] += TForm.Write(values[i], ref Unsafe.Add(ref start, cursors[i]));
    }
}
