using Platform.Formats.Codecs;
using Platform.Formats.Parquet.Metadata;
using Platform.Registry.Entries;

namespace Platform.Formats.Parquet.Reading;

/// <summary>The codecs a file needs, each made when the first chunk asks for it.</summary>
internal sealed class CodecSet : IDisposable
{
    private readonly Dictionary<CompressionCodec, Codec> _codecs = [];

    /// <summary>Null for uncompressed chunks.</summary>
    public Codec? Of(CompressionCodec codec)
    {
        if (codec == CompressionCodec.Uncompressed) return null;
        if (_codecs.TryGetValue(codec, out var known)) return known;
        return _codecs[codec] = Codec.Create(codec switch
        {
            CompressionCodec.Snappy => Compression.Snappy,
            CompressionCodec.Gzip => Compression.Gzip,
            _ => Compression.Zstd,
        });
    }

    public void Dispose()
    {
        foreach (var codec in _codecs.Values) codec.Dispose();
    }
}
