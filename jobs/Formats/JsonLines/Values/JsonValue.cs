using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Text.Scalars;
using Platform.Registry.Types;

namespace Platform.Formats.JsonLines.Values;

/// <summary>Values of one type as JSON (RFC 8259). Booleans, whole numbers and finite floats are literals; all else scalar is a string.</summary>
internal abstract class JsonValue
{
    public static JsonValue Create(LakeType type) => type switch
    {
        LakeType.Text => new JsonText(),
        LakeType.Binary => new JsonBinary(),
        LakeType.List(var element) => new JsonArrayValue(Create(element)),
        LakeType.Struct(var fields) => new JsonObjectValue([.. fields.Select(f => f.Name)], [.. fields.Select(f => Create(f.Type))]),
        LakeType.Map => new JsonMapValue(),
        _ => new JsonScalar(ScalarText.Create(type)),
    };

    /// <summary>Writes a value, or null.</summary>
    public void Write(Column column, int slot, GrowingBuffer output)
    {
        if (column.Validity[slot]) WritePresent(column, slot, output);
        else output.Append("null"u8);
    }

    /// <summary>Appends the value at which the reader stands, and leaves it at the value's last token. False where it is of another type.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public bool TryRead(ref Utf8JsonReader reader, Column column)
    {
        if (reader.TokenType != JsonTokenType.Null) return TryReadPresent(ref reader, column);
        column.AppendNull();
        return true;
    }

    protected abstract void WritePresent(Column column, int slot, GrowingBuffer output);

    protected abstract bool TryReadPresent(ref Utf8JsonReader reader, Column column);
}
