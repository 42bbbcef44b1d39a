using Platform.Columns.Batches;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>Maps of text to text as arrays of key, value, key, value: hstore's own binary form does not convert its text to the client's encoding.</summary>
internal sealed class MapDecoder(ColumnRead read, CopySubject subject, ArrayDecoder array, ListColumn pairs) : ColumnDecoder(read, subject)
{
    public override void Decode(in FieldBlock block, Column target)
    {
        var map = (MapColumn)target;
        pairs.Clear();
        array.Decode(block, pairs);
        var texts = (BytesColumn)pairs.Elements;
        for (var i = 0; i < pairs.Count; i++)
        {
            if (!pairs.Validity[i])
            {
                map.AppendNull();
                continue;
            }

            var (start, end) = (pairs.Offsets[i], pairs.Offsets[i + 1]);
            if ((end - start) % 2 != 0) throw Malformed(block, i, "a key without a value");
            for (var at = start; at < end; at += 2)
            {
                if (!texts.Validity[at]) throw Malformed(block, i, "a key that is null");
                map.Keys.Append(texts[at]);
                if (texts.Validity[at + 1]) map.Values.Append(texts[at + 1]);
                else map.Values.AppendNull();
            }

            map.EndMap();
        }
    }
}
