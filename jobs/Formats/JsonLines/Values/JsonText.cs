using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Text;

namespace Platform.Formats.JsonLines.Values;

/// <summary>Text as a JSON string: UTF-8 as it is, quotes, backslashes and control characters escaped.</summary>
internal sealed class JsonText : JsonValue
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <exception cref="UnwritableValueException">The bytes are not UTF-8, which JSON is.</exception>
    public static void Write(ReadOnlySpan<byte> text, GrowingBuffer output)
    {
        if (!Utf8.IsValid(text)) throw new UnwritableValueException("its text is not UTF-8");
        output.Append((byte)'"');
        for (var at = text.IndexOfAny(Escaped); at >= 0; at = text.IndexOfAny(Escaped))
        {
            output.Append(text[..at]);
            Escape(text[at], output);
            text = text[(at + 1)..];
        }

        output.Append(text);
        output.Append((byte)'"');
    }

    /// <summary>Appends the string or property name at which the reader stands.</summary>
    public static void Read(ref Utf8JsonReader reader, BytesColumn column)
    {
        if (reader.ValueIsEscaped) column.Commit(reader.CopyString(column.Reserve(reader.ValueSpan.Length)));
        else column.Append(reader.ValueSpan);
    }

    protected override void WritePresent(Column column, int slot, GrowingBuffer output) => Write(((BytesColumn)column)[slot], output);

    protected override bool TryReadPresent(ref Utf8JsonReader reader, Column column)
    {
        if (reader.TokenType != JsonTokenType.String) return false;
        Read(ref reader, (BytesColumn)column);
        return true;
    }

    private static void Escape(byte character, GrowingBuffer output)
    {
        var room = output.Reserve(6);
        room[0] = (byte)'\\';
        room[1] = character switch { (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', (byte)'\t' => (byte)'t', < 0x20 => (byte)'u', _ => character };
        if (room[1] != 'u')
        {
            output.Advance(2);
            return;
        }

        room[2] = room[3] = (byte)'0';
        room[4] = (byte)('0' + (character >> 4));
        room[5] = "0123456789abcdef"u8[character & 15];
        output.Advance(6);
    }
}
