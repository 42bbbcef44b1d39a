using Platform.Formats.Memory;
using Platform.Registry.Entries;

namespace Platform.Formats.Codecs;

/// <summary>
/// Compresses blocks of bytes, each readable alone. An instance keeps and reuses its working memory; it is not safe for two threads at once.
/// </summary>
internal abstract class Codec : IDisposable
{
    /// <summary>The codec of a method. A level that is null takes the method's default.</summary>
    /// <exception cref="Registry.Failures.PlatformException">The system's library is missing (78).</exception>
    public static Codec Create(Compression method, int? level = null) => method switch
    {
        Compression.Zstd => new ZstdCodec(level ?? ZstdCodec.DefaultLevel),
        Compression.Gzip => new GzipCodec(level ?? GzipCodec.DefaultLevel),
        Compression.Snappy => new SnappyCodec(),
        _ => new NoCodec(),
    };

    /// <summary>Bytes that <see cref="Compress"/> may need for <paramref name="length"/> bytes that do not compress.</summary>
    public abstract int MaxCompressedLength(int length);

    /// <summary>Compresses into <paramref name="destination"/>, at least <see cref="MaxCompressedLength"/> long; returns the bytes used.</summary>
    public abstract int Compress(ReadOnlySpan<byte> source, Span<byte> destination);

    /// <summary>
    /// Decompresses a block that fills <paramref name="destination"/> exactly. False where the block is corrupt or of another length;
    /// nothing outside the destination is ever written.
    /// </summary>
    public abstract bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination);

    /// <summary>
    /// Decompresses a block whose length is not known beforehand to the end of <paramref name="destination"/>. False where it is corrupt or has
    /// more than <paramref name="maxLength"/> bytes; what was appended until then is to be forgotten.
    /// </summary>
    public abstract bool TryExpand(ReadOnlySpan<byte> source, GrowingBuffer destination, int maxLength);

    public virtual void Dispose()
    {
    }
}
