using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Avro.Values;

namespace Platform.Formats.Avro.Decoders;

/// <summary>Values of one width in memory.</summary>
internal sealed class FixedDecoder<T, TForm> : ValueDecoder
    where T : unmanaged
    where TForm : struct, IFixedForm<T>
{
    public override void Read(ref AvroInput input, Column column) => ((FixedColumn<T>)column).Append(TForm.Read(ref input));
}
