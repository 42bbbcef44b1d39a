using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Text.Scalars;

namespace Platform.Formats.JsonLines.Values;

/// <summary>A value whose text needs no escaping.</summary>
internal sealed class JsonScalar(ScalarText form) : JsonValue
{
    protected override void WritePresent(Column column, int slot, GrowingBuffer output)
    {
        var quotes = form.IsLiteral(column, slot) ? 0 : 1;
        var room = output.Reserve(checked(form.MaxLength(column, slot) + 2));
        room[0] = (byte)'"';
        var length = form.Write(column, slot, room[quotes..]);
        if (quotes > 0) room[length + 1] = (byte)'"';
        output.Advance(length + (2 * quotes));
    }

    protected override bool TryReadPresent(ref Utf8JsonReader reader, Column column) =>
        reader.TokenType is JsonTokenType.Number or JsonTokenType.String or JsonTokenType.True or JsonTokenType.False
        && !reader.ValueIsEscaped && form.TryRead(reader.ValueSpan, column);
}
