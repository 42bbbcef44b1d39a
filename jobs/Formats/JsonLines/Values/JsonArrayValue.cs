using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.Memory;

namespace Platform.Formats.JsonLines.Values;

/// <summary>A list as an array.</summary>
internal sealed class JsonArrayValue(JsonValue element) : JsonValue
{
    protected override void WritePresent(Column column, int slot, GrowingBuffer output)
    {
        var list = (ListColumn)column;
        var (from, to) = (list.Offsets[slot], list.Offsets[slot + 1]);
        output.Append((byte)'[');
        for (var i = from; i < to; i++)
        {
            if (i > from) output.Append((byte)',');
            element.Write(list.Elements, i, output);
        }

        output.Append((byte)']');
    }

    protected override bool TryReadPresent(ref Utf8JsonReader reader, Column column)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return false;
        var list = (ListColumn)column;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!element.TryRead(ref reader, list.Elements)) return false;
        }

        list.EndList();
        return true;
    }
}
