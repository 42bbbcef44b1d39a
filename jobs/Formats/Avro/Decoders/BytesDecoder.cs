using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Decoders;

/// <summary>string and bytes; fixed, where a size is given.</summary>
internal sealed class BytesDecoder(int? size = null) : ValueDecoder
{
    public override void Read(ref AvroInput input, Column column) => ((BytesColumn)column).Append(size is { } bytes ? input.Take(bytes) : input.Bytes());
}
