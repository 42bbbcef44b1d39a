using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Text.Scalars;

namespace Platform.Formats.Csv.Values;

/// <summary>A value whose text needs no quotes.</summary>
internal sealed class CsvScalar(ScalarText form) : CsvValue
{
    public override void Write(Column column, int slot, GrowingBuffer output) =>
        output.Advance(form.Write(column, slot, output.Reserve(form.MaxLength(column, slot))));

    public override bool TryRead(ReadOnlySpan<byte> field, Column column) => form.TryRead(field, column);
}
