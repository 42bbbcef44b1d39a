using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.JsonLines.Values;
using Platform.Formats.Text.Reading;
using Platform.Registry.Entries;

namespace Platform.Formats.JsonLines;

/// <summary>Reads JSON Lines as they are written here: the members of every line are the columns, in their order. The JSON itself is judged by the runtime's parser.</summary>
internal sealed class JsonLinesReader(IReadOnlyList<Field> fields) : RowReader(fields)
{
    public const string FormatName = "JSON Lines";

    private readonly JsonMembers _members = new([.. fields.Select(f => f.Name)], [.. fields.Select(f => JsonValue.Create(f.Type))]);

    public override string Name => FormatName;

    public override bool HasQuotedRecords => false;

    public override string? FailedColumn => Fields[_members.At].Name;

    /// <summary>Opens a file of these columns.</summary>
    public static IFileReader Open(Stream stream, IReadOnlyList<Field> fields, Compression compression, ReaderOptions? options = null) =>
        new RowFileReader(stream, compression, new JsonLinesReader(fields), options ?? ReaderOptions.Default);

    public override bool TryRead(ReadOnlySpan<byte> record, ColumnBatch batch)
    {
        var reader = new Utf8JsonReader(record);
        try
        {
            return reader.Read() && _members.TryRead(ref reader, batch.Columns) && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The parser's: no JSON, or a string that is not UTF-8.
            return false;
        }
    }
}
