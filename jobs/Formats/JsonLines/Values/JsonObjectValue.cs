using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.Memory;

namespace Platform.Formats.JsonLines.Values;

/// <summary>A struct as an object.</summary>
internal sealed class JsonObjectValue(IReadOnlyList<string> names, JsonValue[] values) : JsonValue
{
    private readonly JsonMembers _members = new(names, values);

    protected override void WritePresent(Column column, int slot, GrowingBuffer output) => _members.Write(((StructColumn)column).Members, slot, output);

    protected override bool TryReadPresent(ref Utf8JsonReader reader, Column column)
    {
        var row = (StructColumn)column;
        if (!_members.TryRead(ref reader, row.Members)) return false;
        row.EndStruct();
        return true;
    }
}
