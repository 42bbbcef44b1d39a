using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Text.Scalars;

namespace Platform.Formats.JsonLines.Values;

/// <summary>Bytes as a string of PostgreSQL's hex form, whose backslash JSON doubles.</summary>
internal sealed class JsonBinary : JsonValue
{
    private readonly BinaryText _form = new();

    protected override void WritePresent(Column column, int slot, GrowingBuffer output)
    {
        var room = output.Reserve(checked(_form.MaxLength(column, slot) + 3));
        "\"\\"u8.CopyTo(room);
        var length = _form.Write(column, slot, room[2..]);
        room[length + 2] = (byte)'"';
        output.Advance(length + 3);
    }

    protected override bool TryReadPresent(ref Utf8JsonReader reader, Column column) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("\\\\"u8) && _form.TryRead(reader.ValueSpan[1..], column);
}
