using System.Security.Cryptography;
using System.Text;
using Platform.Columns.Batches;
using Platform.Formats.Avro.Values;
using Platform.Formats.Memory;
using Platform.Registry.Avro;
using Platform.Registry.Entries;

namespace Platform.Formats.Avro.Writing;

/// <summary>The head of an object container file: magic, a map of metadata, the sync marker.</summary>
internal static class AvroHeader
{
    public const string SchemaKey = "avro.schema";
    public const string CodecKey = "avro.codec";
    public const int SyncBytes = 16;

    public static ReadOnlySpan<byte> Magic => "Obj\u0001"u8;

    /// <summary>
    /// Appends the header; its last <see cref="SyncBytes"/> bytes are the sync marker: the start of SHA-256 over what precedes it, so that a file
    /// repeats bit for bit, and differs between attempts, whose metadata do.
    /// </summary>
    public static void Write(GrowingBuffer output, IReadOnlyList<Field> fields, Compression compression, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        output.Append(Magic);
        Number(output, metadata.Count + 2);
        Text(output, SchemaKey);
        Text(output, AvroSchema.Of(fields.Select(f => new AvroColumn(f.Name, f.Type, f.Nullable))));
        Text(output, CodecKey);
        Text(output, AvroCodecs.Name(compression));
        foreach (var (key, value) in metadata)
        {
            Text(output, key);
            Text(output, value);
        }

        output.Append(0);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(output.Written, hash);
        output.Append(hash[..SyncBytes]);
    }

    public static void Number(GrowingBuffer output, long value)
    {
        var length = VarInt.Write(VarInt.ZigZag(value), ref output.Reserve(VarInt.MaxLength + MaskedStore.Room)[0]);
        output.Advance(length);
    }

    private static void Text(GrowingBuffer output, string text)
    {
        Number(output, Encoding.UTF8.GetByteCount(text));
        output.Append(Encoding.UTF8.GetBytes(text));
    }
}
