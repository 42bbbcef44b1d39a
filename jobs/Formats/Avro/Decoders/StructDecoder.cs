using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Decoders;

/// <summary>record: its fields one after another.</summary>
internal sealed class StructDecoder(IReadOnlyList<ValueDecoder> members) : ValueDecoder
{
    public override void Read(ref AvroInput input, Column column)
    {
        var row = (StructColumn)column;
        for (var i = 0; i < members.Count; i++) members[i].Read(ref input, row.Members[i]);
        row.EndStruct();
    }
}
