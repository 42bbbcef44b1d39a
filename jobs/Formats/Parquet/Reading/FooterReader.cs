using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Thrift;
using Platform.Formats.Parquet.Writing;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Reads FileMetaData. What can be told to be wrong from the footer alone is refused here.</summary>
internal static class FooterReader
{
    /// <param name="footer">The footer's bytes.</param>
    /// <param name="offset">Where they are in the file.</param>
    /// <param name="verifyChecksum">Whether the checksum that files of ours have is held against the bytes.</param>
    public static FileMetadata Read(ReadOnlySpan<byte> footer, long offset, bool verifyChecksum)
    {
        var reader = new CompactReader(footer, offset);
        List<SchemaElement>? schema = null;
        List<RowGroupMetadata> rowGroups = [];
        List<KeyValuePair<string, string>> keyValues = [];
        long? rows = null;
        string? createdBy = null;
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
                    ReadKeyValues(ref reader, type, keyValues);
                    break;
                case 6:
                    createdBy = reader.Text(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (verifyChecksum) VerifyChecksum(footer, offset, schema, createdBy);
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

    private static void ReadKeyValues(ref CompactReader reader, CompactType type, List<KeyValuePair<string, string>> keyValues)
    {
        var count = reader.List(type, CompactType.Struct);
        for (var i = 0; i < count; i++)
        {
            var (key, value) = ("", "");
            var id = reader.BeginStruct();
            while (reader.Next(ref id, out var field))
            {
                if (id == 1) key = reader.Text(field);
                else if (id == 2) value = reader.Text(field);
                else reader.Skip(field);
            }

            if (key != FooterChecksum.Key) keyValues.Add(new(key, value));
        }
    }

    /// <summary>
    /// Files of ours always have the checksum. Damage can make any one field unreadable or look like another writer's, so every trace of us
    /// counts, but for files that Parquet's own libraries ("parquet-mr", "parquet-cpp-arrow", ...) made from one of ours with its key-value pairs.
    /// </summary>
    private static void VerifyChecksum(ReadOnlySpan<byte> footer, long offset, IReadOnlyList<SchemaElement>? schema, string? createdBy)
    {
        if (createdBy is not null && createdBy.StartsWith("parquet-", StringComparison.Ordinal)) return;
        var ours = (createdBy is not null && Producer.IsOurs(createdBy)) || schema is [{ Name: Producer.Name }, ..]
            || footer.IndexOf("platform.footer"u8) >= 0 || footer.IndexOf("platform version "u8) >= 0;
        if (!ours) return;
        var at = FooterChecksum.Find(footer);
        if (at < 0 || !FooterChecksum.Holds(footer, at)) Corruption.Throw("the footer's checksum does not match its content", offset);
    }
}
