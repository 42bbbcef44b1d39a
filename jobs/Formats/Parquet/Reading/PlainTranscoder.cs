using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>
/// Values of encodings that only other writers use, rewritten as PLAIN, which the decoders know. A page is small beside a row group, and files of
/// others are read rarely: one copy more is cheaper than a decoder for every pair of type and encoding.
/// </summary>
internal sealed class PlainTranscoder(Leaf leaf, int maxBytes)
{
    private readonly GrowingBuffer _plain = new();
    private int[] _lengths = [];
    private int[] _prefixes = [];

    /// <summary>Whether the encoding of a page is one that is rewritten here.</summary>
    public static bool Knows(Leaf leaf, PageEncoding encoding) => (encoding, leaf.Physical) switch
    {
        (PageEncoding.Rle, PhysicalType.Boolean) => true,
        (PageEncoding.DeltaBinaryPacked, PhysicalType.Int32 or PhysicalType.Int64) => true,
        (PageEncoding.DeltaLengthByteArray, PhysicalType.ByteArray) => true,
        (PageEncoding.DeltaByteArray, PhysicalType.ByteArray or PhysicalType.FixedLenByteArray) => true,
        (PageEncoding.ByteStreamSplit, PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.Float or PhysicalType.Double or PhysicalType.FixedLenByteArray) => true,
        _ => false,
    };

    /// <summary>Rewrites the <paramref name="count"/> values of a page; the result stays valid until the next page. False where the bytes do not hold them.</summary>
    public bool TryRewrite(PageEncoding encoding, ReadOnlySpan<byte> values, int count, out ReadOnlyMemory<byte> plain)
    {
        _plain.Clear();
        var read = encoding switch
        {
            _ when count == 0 => true,
            PageEncoding.Rle => TryBits(values, count),
            PageEncoding.DeltaBinaryPacked => leaf.Physical == PhysicalType.Int32 ? TryDeltas<int>(values, count) : TryDeltas<long>(values, count),
            PageEncoding.DeltaLengthByteArray => TryDeltaLengths(values, count),
            PageEncoding.DeltaByteArray => TryDeltaBytes(values, count),
            _ => TrySplitStreams(values, count),
        };
        plain = _plain.WrittenMemory;
        return read;
    }

    private bool TryBits(ReadOnlySpan<byte> values, int count)
    {
        // The hybrid behind its 4-byte length.
        if (values.Length < 4) return false;
        if (!HybridReader.TryRead(values[4..], 1, Lengths(count))) return false;
        var bytes = (count + 7) >> 3;
        var bits = _plain.Reserve(bytes);
        bits[..bytes].Clear();
        for (var i = 0; i < count; i++) bits[i >> 3] |= (byte)((_lengths[i] & 1) << (i & 7));
        _plain.Advance(bytes);
        return true;
    }

    private bool TryDeltas<T>(ReadOnlySpan<byte> values, int count)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var bytes = checked(count * Unsafe.SizeOf<T>());
        if (!DeltaBinaryPacked.TryRead(ref values, MemoryMarshal.Cast<byte, T>(_plain.Reserve(bytes)[..bytes]))) return false;
        _plain.Advance(bytes);
        return true;
    }

    private bool TryDeltaLengths(ReadOnlySpan<byte> values, int count)
    {
        var lengths = Lengths(count);
        if (!DeltaBinaryPacked.TryRead(ref values, lengths)) return false;
        foreach (var length in lengths)
        {
            if ((uint)length > (uint)values.Length) return false;
            Append(length);
            _plain.Append(values[..length]);
            values = values[length..];
        }

        return true;
    }

    /// <summary>Each value is a prefix of the one before it, and a suffix of its own.</summary>
    private bool TryDeltaBytes(ReadOnlySpan<byte> values, int count)
    {
        if (_prefixes.Length < count) _prefixes = new int[Math.Max(count, _prefixes.Length * 2)];
        var prefixes = _prefixes.AsSpan(0, count);
        var suffixes = Lengths(count);
        if (!DeltaBinaryPacked.TryRead(ref values, prefixes) || !DeltaBinaryPacked.TryRead(ref values, suffixes)) return false;
        var isFixed = leaf.Physical == PhysicalType.FixedLenByteArray;
        var (last, lastLength) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var (prefix, suffix) = (prefixes[i], suffixes[i]);
            if ((uint)prefix > (uint)lastLength || (uint)suffix > (uint)values.Length) return false;
            var length = prefix + suffix;
            if (_plain.Length + (long)length + sizeof(int) > maxBytes || (isFixed && length != leaf.TypeLength)) return false;
            if (!isFixed) Append(length);
            var start = _plain.Length;
            var room = _plain.Reserve(length);
            _plain.Written.Slice(last, prefix).CopyTo(room);
            values[..suffix].CopyTo(room[prefix..]);
            _plain.Advance(length);
            values = values[suffix..];
            (last, lastLength) = (start, length);
        }

        return true;
    }

    /// <summary>BYTE_STREAM_SPLIT: the first bytes of all values, then the second ones, and so on.</summary>
    private bool TrySplitStreams(ReadOnlySpan<byte> values, int count)
    {
        var width = leaf.ValueWidth;
        if (values.Length != (long)count * width) return false;
        var plain = _plain.Reserve(values.Length);
        for (var stream = 0; stream < width; stream++)
        {
            var bytes = values.Slice(stream * count, count);
            for (var i = 0; i < count; i++) plain[(i * width) + stream] = bytes[i];
        }

        _plain.Advance(values.Length);
        return true;
    }

    private Span<int> Lengths(int count)
    {
        if (_lengths.Length < count) _lengths = new int[Math.Max(count, _lengths.Length * 2)];
        return _lengths.AsSpan(0, count);
    }

    private void Append(int length)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(_plain.Reserve(sizeof(int)), length);
        _plain.Advance(sizeof(int));
    }
}
