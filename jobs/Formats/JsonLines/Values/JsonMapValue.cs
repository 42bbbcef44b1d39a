using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.Memory;

namespace Platform.Formats.JsonLines.Values;

/// <summary>A map as an object with a member per entry.</summary>
internal sealed class JsonMapValue : JsonValue
{
    private readonly JsonText _text = new();

    protected override void WritePresent(Column column, int slot, GrowingBuffer output)
    {
        var map = (MapColumn)column;
        var (from, to) = (map.Offsets[slot], map.Offsets[slot + 1]);
        output.Append((byte)'{');
        for (var i = from; i < to; i++)
        {
            if (i > from) output.Append((byte)',');
            _text.Write(map.Keys, i, output);
            output.Append((byte)':');
            _text.Write(map.Values, i, output);
        }

        output.Append((byte)'}');
    }

    protected override bool TryReadPresent(ref Utf8JsonReader reader, Column column)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        var map = (MapColumn)column;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            JsonText.Read(ref reader, map.Keys);
            if (!reader.Read() || !_text.TryRead(ref reader, map.Values)) return false;
        }

        map.EndMap();
        return true;
    }
}
