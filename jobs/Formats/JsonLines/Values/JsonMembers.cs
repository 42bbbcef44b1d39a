using System.Text;
using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.Memory;

namespace Platform.Formats.JsonLines.Values;

/// <summary>An object with a fixed set of members, in a fixed order: a row, or a struct.</summary>
internal sealed class JsonMembers
{
    private readonly byte[][] _names;
    private readonly byte[][] _prefixes;
    private readonly JsonValue[] _values;

    public JsonMembers(IReadOnlyList<string> names, JsonValue[] values)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _prefixes = [.. _names.Select((name, i) => Prefix(name, i == 0))];
        _values = values;
    }

    public int Count => _values.Length;

    /// <summary>The member whose value failed last: for messages.</summary>
    public int At { get; private set; }

    /// <summary>Writes the object of a row or slot.</summary>
    public void Write(IReadOnlyList<Column> columns, int slot, GrowingBuffer output)
    {
        if (_values.Length == 0) output.Append((byte)'{');
        for (At = 0; At < _values.Length; At++)
        {
            output.Append(_prefixes[At]);
            _values[At].Write(columns[At], slot, output);
        }

        output.Append((byte)'}');
    }

    /// <summary>Reads an object at whose start the reader stands: all members, in their order, and no other.</summary>
    public bool TryRead(ref Utf8JsonReader reader, IReadOnlyList<Column> columns)
    {
        At = 0;
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        for (; At < _values.Length; At++)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(_names[At])) return false;
            if (!reader.Read() || !_values[At].TryRead(ref reader, columns[At])) return false;
        }

        At = _values.Length - 1;
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject;
    }

    private static byte[] Prefix(byte[] name, bool first)
    {
        var prefix = new GrowingBuffer();
        prefix.Append(first ? (byte)'{' : (byte)',');
        JsonText.Write(name, prefix);
        prefix.Append((byte)':');
        return prefix.Written.ToArray();
    }
}
