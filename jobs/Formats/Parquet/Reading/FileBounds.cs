using System.Buffers.Binary;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Finds the footer of a file, and holds what it says against the file's size and schema.</summary>
internal static class FileBounds
{
    // The shortest file: magic, an empty struct as footer, its length, magic.
    private const int MinBytes = 13;

    public static FileMetadata ReadFooter(IFileBytes file, ReaderOptions options, out long footerOffset)
    {
        if (file.Length < MinBytes) Corruption.Throw($"{file.Length} bytes are less than any Parquet file has", 0);
        var tail = file.Read(file.Length - 8, 8, 0).Span;
        if (!tail[4..].SequenceEqual("PAR1"u8))
        {
            if (tail[4..].SequenceEqual("PARE"u8)) throw Corruption.NotSupported("its footer is encrypted", file.Length - 4);
            Corruption.Throw("it does not end with PAR1", file.Length - 4);
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (length < 1 || length > file.Length - 12) Corruption.Throw($"a footer of {length} bytes in a file of {file.Length}", file.Length - 8);
        if (length > options.MaxFooterBytes) throw Corruption.NotSupported($"its footer has {length} bytes, at most {options.MaxFooterBytes} are read", file.Length - 8);
        if (!file.Read(0, 4, 0).Span.SequenceEqual("PAR1"u8)) Corruption.Throw("it does not begin with PAR1", 0);
        footerOffset = file.Length - 8 - length;
        return FooterReader.Read(file.Read(footerOffset, length, 0).Span, footerOffset, options.VerifyChecksums);
    }

    /// <summary>Every chunk must lie between the magic and the footer, and be that of the schema's leaf at its place.</summary>
    public static void Check(FileMetadata metadata, ParquetSchema schema, long footerOffset)
    {
        foreach (var group in metadata.RowGroups)
        {
            if (group.Chunks.Count != schema.Leaves.Count)
                Corruption.Throw($"row group {group.Ordinal} has {group.Chunks.Count} column chunks, the schema has {schema.Leaves.Count} columns", footerOffset);
            for (var i = 0; i < group.Chunks.Count; i++)
            {
                var chunk = group.Chunks[i];
                if (!chunk.Path.SequenceEqual(schema.Leaves[i].Path))
                    Corruption.Throw($"column chunk {i} of row group {group.Ordinal} belongs to another column than the schema says", footerOffset, schema.Leaves[i].Field.Name);
                if (chunk.Start < 4 || chunk.CompressedBytes > int.MaxValue || chunk.CompressedBytes > footerOffset - chunk.Start)
                    Corruption.Throw($"a column chunk of {chunk.CompressedBytes} bytes at {chunk.Start} does not lie before the footer", footerOffset, schema.Leaves[i].Field.Name);
            }
        }
    }
}
