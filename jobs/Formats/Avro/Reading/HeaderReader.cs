using System.Text;
using Platform.Formats.Avro.Writing;
using Platform.Formats.Files;
using Platform.Registry.Entries;

namespace Platform.Formats.Avro.Reading;

/// <summary>The head of a file: what its blocks hold and how they are compressed.</summary>
internal sealed record FileHeader(IReadOnlyList<SchemaReader.Decoded> Fields, Compression Compression, IReadOnlyList<KeyValuePair<string, string>> Metadata, byte[] Sync);

/// <summary>Reads the header.</summary>
internal static class HeaderReader
{
    /// <param name="source">A file from its start.</param>
    /// <param name="maxBytes">Longest schema or metadata value.</param>
    public static FileHeader Read(AvroSource source, int maxBytes)
    {
        if (!source.Take(AvroHeader.Magic.Length).Span.SequenceEqual(AvroHeader.Magic)) throw BrokenFile.Corrupt(AvroReader.Name, "it does not begin with Obj and the version 1", 0);
        var metadata = new List<KeyValuePair<string, string>>();
        byte[]? schema = null;
        var codec = "null";
        for (var count = Entries(source, maxBytes); count > 0; count = Entries(source, maxBytes))
        {
            for (var i = 0; i < count; i++)
            {
                var key = Encoding.UTF8.GetString(Bytes(source, maxBytes).Span);
                var value = Bytes(source, maxBytes);
                if (key == AvroHeader.SchemaKey) schema = value.ToArray();
                else if (key == AvroHeader.CodecKey) codec = Encoding.UTF8.GetString(value.Span);
                else metadata.Add(new(key, Encoding.UTF8.GetString(value.Span)));
            }
        }

        var sync = source.Take(AvroHeader.SyncBytes).ToArray();
        if (schema is null) throw BrokenFile.Corrupt(AvroReader.Name, "its header has no schema", 0);
        var compression = AvroCodecs.Find(codec) ?? throw BrokenFile.NotSupported(AvroReader.Name, "its codec is not known", 0);
        return new FileHeader(SchemaReader.Read(schema), compression, metadata, sync);
    }

    private static long Entries(AvroSource source, int maxBytes)
    {
        var count = source.Number();
        if (count < 0)
        {
            count = -count;
            _ = source.Number();
        }

        return count >= 0 && count <= maxBytes ? count : throw source.Corrupt($"a header of {count} pairs");
    }

    private static ReadOnlyMemory<byte> Bytes(AvroSource source, int maxBytes)
    {
        var length = source.Number();
        return length >= 0 && length <= maxBytes ? source.Take((int)length) : throw source.Corrupt($"a header value of {length} bytes; at most {maxBytes} are read");
    }
}
