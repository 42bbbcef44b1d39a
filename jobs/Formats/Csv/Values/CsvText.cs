using System.Buffers;
using Platform.Columns.Batches;
using Platform.Formats.Memory;

namespace Platform.Formats.Csv.Values;

/// <summary>Text, in quotes where it is empty or would read as something else without.</summary>
internal sealed class CsvText : CsvValue
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\",\r\n"u8);

    public static void Write(ReadOnlySpan<byte> text, GrowingBuffer output)
    {
        if (NeedsQuotes(text)) WriteQuoted(text, output);
        else output.Append(text);
    }

    public static void WriteQuoted(ReadOnlySpan<byte> text, GrowingBuffer output)
    {
        output.Append((byte)'"');
        for (var at = text.IndexOf((byte)'"'); at >= 0; at = text.IndexOf((byte)'"'))
        {
            output.Append(text[..(at + 1)]);
            output.Append((byte)'"');
            text = text[(at + 1)..];
        }

        output.Append(text);
        output.Append((byte)'"');
    }

    public override void Write(Column column, int slot, GrowingBuffer output) => Write(((BytesColumn)column)[slot], output);

    public override bool TryRead(ReadOnlySpan<byte> field, Column column)
    {
        ((BytesColumn)column).Append(field);
        return true;
    }

    /// <summary>Also where it begins or ends with a space, which some readers trim, or is <c>\.</c>, which PostgreSQL before 17 takes for the end of the data.</summary>
    private static bool NeedsQuotes(ReadOnlySpan<byte> text) =>
        text.IsEmpty || text[0] == ' ' || text[^1] == ' ' || text.IndexOfAny(Special) >= 0 || text.SequenceEqual("\\."u8);
}
