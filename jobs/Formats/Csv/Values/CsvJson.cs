using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.JsonLines.Values;
using Platform.Formats.Memory;

namespace Platform.Formats.Csv.Values;

/// <summary>Lists, structs and maps, which CSV has no form for, as JSON text in quotes.</summary>
internal sealed class CsvJson(JsonValue value) : CsvValue
{
    private readonly GrowingBuffer _json = new();

    public override void Write(Column column, int slot, GrowingBuffer output)
    {
        _json.Clear();
        value.Write(column, slot, _json);
        CsvText.WriteQuoted(_json.Written, output);
    }

    public override bool TryRead(ReadOnlySpan<byte> field, Column column)
    {
        var reader = new Utf8JsonReader(field);
        try
        {
            return reader.Read() && value.TryRead(ref reader, column) && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
