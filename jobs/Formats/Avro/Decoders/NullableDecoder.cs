using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Decoders;

/// <summary>A union of null, which is branch <paramref name="nullBranch"/>, and one type.</summary>
internal sealed class NullableDecoder(ValueDecoder inner, int nullBranch) : ValueDecoder
{
    public override void Read(ref AvroInput input, Column column)
    {
        var branch = input.Number();
        if ((ulong)branch > 1) input.Fail($"branch {branch} of a union that has 2");
        if (branch == nullBranch) column.AppendNull();
        else inner.Read(ref input, column);
    }
}
