using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Decoders;

/// <summary>Decodes one value, wherever it stands, into the end of a column.</summary>
internal abstract class ValueDecoder
{
    public abstract void Read(ref AvroInput input, Column column);
}
