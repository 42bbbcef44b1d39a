using System.Text;
using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Decoders;

/// <summary>enum: the symbol as text.</summary>
internal sealed class EnumDecoder(IEnumerable<string> symbols) : ValueDecoder
{
    private readonly byte[][] _symbols = [.. symbols.Select(Encoding.UTF8.GetBytes)];

    public override void Read(ref AvroInput input, Column column)
    {
        var index = input.Number();
        if ((ulong)index >= (ulong)_symbols.Length) input.Fail($"symbol {index} of an enum that has {_symbols.Length}");
        ((BytesColumn)column).Append(_symbols[index]);
    }
}
