namespace Platform.Sources.Postgres.Decoding;

/// <summary>jsonb: the version byte 1, then the text form.</summary>
internal sealed class JsonbDecoder(ColumnRead read, CopySubject subject) : BytesDecoder(read, subject)
{
    protected override int Prefix => 1;

    protected override void Check(in FieldBlock block)
    {
        for (var i = 0; i < block.Count; i++)
        {
            if (block.Length(i) > 0 && block.Bytes[block.Starts[i]] != 1) throw Malformed(block, i, "a version other than 1");
        }
    }
}
