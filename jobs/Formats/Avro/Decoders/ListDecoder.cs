using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Decoders;

/// <summary>array: blocks of elements up to an empty one.</summary>
internal sealed class ListDecoder(ValueDecoder element) : ValueDecoder
{
    public override void Read(ref AvroInput input, Column column)
    {
        var list = (ListColumn)column;
        for (var count = input.Entries(); count > 0; count = input.Entries())
        {
            for (var i = 0; i < count; i++) element.Read(ref input, list.Elements);
        }

        list.EndList();
    }
}
