using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Metadata;

/// <summary>FileMetaData: the footer of a file.</summary>
internal sealed class FileMetadata
{
    /// <summary>Version 2: pages may be RLE_DICTIONARY and types carry logical types (what Arrow calls format 2.x).</summary>
    public const int Version = 2;

    public required IReadOnlyList<SchemaElement> Schema { get; init; }

    public required long Rows { get; init; }

    public required IReadOnlyList<RowGroupMetadata> RowGroups { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> KeyValues { get; init; }

    public required string? CreatedBy { get; init; }

    public void Write(ref CompactWriter writer)
    {
        writer.BeginStruct();
        writer.I32(1, Version);
        writer.List(2, CompactType.Struct, Schema.Count);
        foreach (var element in Schema) element.Write(ref writer);
        writer.I64(3, Rows);
        writer.List(4, CompactType.Struct, RowGroups.Count);
        foreach (var group in RowGroups) group.Write(ref writer);
        WriteKeyValues(ref writer);
        if (CreatedBy is not null) writer.Text(6, CreatedBy);
        WriteColumnOrders(ref writer);
        writer.EndStruct();
    }

    private void WriteKeyValues(ref CompactWriter writer)
    {
        if (KeyValues.Count == 0) return;
        writer.List(5, CompactType.Struct, KeyValues.Count);
        foreach (var (key, value) in KeyValues)
        {
            writer.BeginStruct();
            writer.Text(1, key);
            writer.Text(2, value);
            writer.EndStruct();
        }
    }

    /// <summary>TYPE_ORDER for every leaf: without it readers must ignore min_value and max_value.</summary>
    private void WriteColumnOrders(ref CompactWriter writer)
    {
        var leaves = Schema.Count(e => e.Physical is not null);
        writer.List(7, CompactType.Struct, leaves);
        for (var i = 0; i < leaves; i++)
        {
            writer.BeginStruct();
            writer.EmptyStruct(1);
            writer.EndStruct();
        }
    }
}
