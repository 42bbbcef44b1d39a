using System.Buffers.Binary;
using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Decoders;

/// <summary>uuid as fixed: 16 bytes in network order.</summary>
internal sealed class FixedUuidDecoder : ValueDecoder
{
    public const int Size = 16;

    public override void Read(ref AvroInput input, Column column) => ((FixedColumn<UInt128>)column).Append(BinaryPrimitives.ReadUInt128BigEndian(input.Take(Size)));
}
