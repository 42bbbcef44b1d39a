using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Thrift;
using Platform.Formats.Parquet.Writing;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Reads FileMetaData. What can be told to be wrong from the footer alone is refused here.</summary>
internal static class FooterReader
{
    /// <param name="footer">The footer's bytes.</param>
    /// <param name="offset">Where they are in the file.</param>
    public static FileMetadata Read(ReadOnlySpan<byte> footer, long offset)
    {
        var reader = new CompactReader(footer, offset);
        List<SchemaElement>? schema = null;
        List<RowGroupMetadata> rowGroups = [];
        List<KeyValuePair<string, string>> keyValues = [];
        long? rows = null;
        string? createdBy = null;
        var checksumAt = -1;
        var id = reader.BeginStruct();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 2:
                    schema = ReadSchema(ref reader, type);
                    break;
                case 3:
                    rows = reader.I64(type);
                    break;
                case 4:
                    var groups = reader.List(type, CompactType.Struct);
                    for (var i = 0; i < groups; i++) rowGroups.Add(RowGroupReader.Read(ref reader, i));
                    break;
                case 5:
                    checksumAt = ReadKeyValues(ref reader, type, keyValues);
                    break;
                case 6:
                    createdBy = reader.Text(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        VerifyChecksum(footer, offset, checksumAt, createdBy);
        if (schema is null || rows is null) throw Corruption.Of("the footer lacks its schema or its row count", offset);
        // Row groups have less than 2^31 rows each and at most as many as the footer has bytes: the sum cannot overflow.
        if (rows != rowGroups.Sum(g => g.Rows)) Corruption.Throw($"the footer says {rows} rows, its row groups hold another number", offset);
        return new FileMetadata { Schema = schema, Rows = rows.Value, RowGroups = rowGroups, KeyValues = keyValues, CreatedBy = createdBy };
    }

    private static List<SchemaElement> ReadSchema(ref CompactReader reader, CompactType type)
    {
        var count = reader.List(type, CompactType.Struct);
        var elements = new List<SchemaElement>();
        for (var i = 0; i < count; i++) elements.Add(SchemaElementReader.Read(ref reader));
        return elements;
    }

    /// <summary>Returns the position in the footer of our checksum's digits, or -1.</summary>
    private static int ReadKeyValues(ref CompactReader reader, CompactType type, List<KeyValuePair<string, string>> keyValues)
    {
        var checksumAt = -1;
        var count = reader.List(type, CompactType.Struct);
        for (var i = 0; i < count; i++)
        {
            var (key, value, end) = ("", "", 0);
            var id = reader.BeginStruct();
            while (reader.Next(ref id, out var field))
            {
                if (id == 1)
                {
                    key = reader.Text(field);
                }
                else if (id == 2)
                {
                    value = reader.Text(field);
                    end = reader.Position;
                }
                else
                {
                    reader.Skip(field);
                }
            }

            if (key == FooterChecksum.Key) checksumAt = value.Length == FooterChecksum.Placeholder.Length ? end - value.Length : 0;
            else keyValues.Add(new(key, value));
        }

        return checksumAt;
    }

    /// <summary>Files of ours always have the checksum; others have none to check.</summary>
    private static void VerifyChecksum(ReadOnlySpan<byte> footer, long offset, int at, string? createdBy)
    {
        var ours = createdBy is not null && createdBy.StartsWith(Producer.Name + " version ", StringComparison.Ordinal);
        if (at < 0 && !ours) return;
        if (at <= 0 || !FooterChecksum.Holds(footer, at)) Corruption.Throw("the footer's checksum does not match its content", offset);
    }
}
