using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Decoders;

/// <summary>map: blocks of entries up to an empty one.</summary>
internal sealed class MapDecoder(ValueDecoder value) : ValueDecoder
{
    public override void Read(ref AvroInput input, Column column)
    {
        var map = (MapColumn)column;
        for (var count = input.Entries(); count > 0; count = input.Entries())
        {
            for (var i = 0; i < count; i++)
            {
                map.Keys.Append(input.Bytes());
                value.Read(ref input, map.Values);
            }
        }

        map.EndMap();
    }
}
