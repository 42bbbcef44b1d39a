using Platform.Formats.Codecs;
using Platform.Registry.Entries;

namespace Platform.Formats.Avro;

/// <summary>The codecs of blocks under Avro's names (specification 1.12, Required Codecs and Optional Codecs).</summary>
internal static class AvroCodecs
{
    public static string Name(Compression compression) => compression switch
    {
        Compression.Zstd => "zstandard",
        Compression.Gzip => "deflate",
        Compression.Snappy => "snappy",
        _ => "null",
    };

    /// <summary>Null for a codec that is not known here.</summary>
    public static Compression? Find(string name) => name switch
    {
        "null" => Compression.None,
        "deflate" => Compression.Gzip,
        "snappy" => Compression.Snappy,
        "zstandard" => Compression.Zstd,
        _ => null,
    };

    /// <summary>
    /// The codec of blocks. Frames of zstd carry a checksum of their content and Avro's snappy has one by specification; deflate and null have none.
    /// </summary>
    public static Codec Create(Compression compression, int? level = null) => compression switch
    {
        Compression.Zstd => new ZstdCodec(level ?? ZstdCodec.DefaultLevel, checksums: true),
        Compression.Gzip => new DeflateCodec(level ?? GzipCodec.DefaultLevel),
        Compression.Snappy => new ChecksummedSnappyCodec(),
        _ => new NoCodec(),
    };
}
