using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Columns.Proof;

/// <summary>A 64-bit hash as 16 lower-case hexadecimal digits: JSON numbers lose integers above 2^53 in many readers.</summary>
public sealed class HashJsonConverter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: 16 } text
        && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
            ? (long)hash
            : throw new JsonException("A hash is a string of 16 hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[16];
        ((ulong)value).TryFormat(digits, out _, "x16", CultureInfo.InvariantCulture);
        writer.WriteStringValue(digits);
    }
}
