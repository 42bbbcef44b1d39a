using Platform.Columns.Batches;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;
using Platform.Registry.Types;

namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>
/// Decodes values of one leaf into the slots of a column; the caller appends their validity afterwards. Bytes may be anything: false from a
/// method means that they do not hold what was asked for.
/// </summary>
internal abstract class ValueDecoder
{
    public static ValueDecoder Create(Leaf leaf) => leaf.Type switch
    {
        LakeType.Boolean => new BooleanDecoder(),
        LakeType.Real => new PlainDecoder<float>(),
        LakeType.DoublePrecision => new PlainDecoder<double>(),
        LakeType.Uuid => new UuidDecoder(),
        LakeType.Text or LakeType.Binary => new BytesDecoder(),
        LakeType.Timestamp when leaf.Physical == PhysicalType.Int96 => new Int96Decoder(),
        LakeType.Decimal { Storage: Storage.Int32 } when leaf.Physical == PhysicalType.Int64 => new WideDecimalDecoder(),
        LakeType.Decimal { Storage: Storage.Int32 } when leaf.Physical == PhysicalType.FixedLenByteArray => new NarrowDecimalDecoder<int>(leaf.TypeLength),
        LakeType.Decimal { Storage: Storage.Int64 } when leaf.Physical == PhysicalType.FixedLenByteArray => new NarrowDecimalDecoder<long>(leaf.TypeLength),
        _ => leaf.Type.Storage switch
        {
            Storage.Int32 => new PlainDecoder<int>(),
            Storage.Int64 => new PlainDecoder<long>(),
            _ => new DecimalDecoder(leaf.TypeLength),
        },
    };

    /// <summary>Entries of the chunk's dictionary.</summary>
    public int DictionaryCount { get; protected set; }

    /// <summary>Takes the chunk's dictionary: <paramref name="count"/> values in PLAIN encoding.</summary>
    public abstract bool TryReadDictionary(ReadOnlySpan<byte> plain, int count);

    /// <summary>Takes the values of a page in PLAIN encoding, for <see cref="TryPlain"/> to walk.</summary>
    public abstract void BeginPlain(ReadOnlyMemory<byte> values);

    /// <summary>Decodes the next <paramref name="present"/> values of the page into <paramref name="slots"/> slots; no words mean that all are present.</summary>
    public abstract bool TryPlain(Column target, ReadOnlySpan<ulong> validity, int slots, int present);

    /// <summary>
    /// Writes the dictionary's values at <paramref name="indices"/>, which are in range, into <paramref name="slots"/> slots. False where the
    /// column would get more than <paramref name="maxBytes"/> of variable length.
    /// </summary>
    public abstract bool TryGather(ReadOnlySpan<int> indices, Column target, ReadOnlySpan<ulong> validity, int slots, int maxBytes);

    /// <summary>Appends the whole dictionary to an empty column of the same storage.</summary>
    public abstract void CopyDictionary(Column distinct);

    /// <summary>Forgets the page and dictionary.</summary>
    public virtual void Clear() => DictionaryCount = 0;
}
