using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Columns.Proof.Hashers;

/// <summary>V(i) of the proof for one storage: hashes of the materialised values of a column, under the column's seed.</summary>
internal abstract class ColumnHasher
{
    /// <summary>Takes the column whose slots are asked for next.</summary>
    public abstract void Start(Column column);

    /// <summary>Writes the hashes of slots [from..from + hashes.Length); what it writes for a null is of no meaning.</summary>
    public abstract void Hash(int from, Span<ulong> hashes);

    /// <summary>The hash of one present slot under another seed: an element of a list, a member of a struct.</summary>
    public abstract ulong HashAt(int slot, ulong seed);

    /// <param name="field">The column.</param>
    /// <param name="seed">C of the column.</param>
    public static ColumnHasher Create(Field field, ulong seed) => field.Type.Storage switch
    {
        Storage.Boolean => new BooleanHasher(seed),
        Storage.Int32 => new Word32Hasher<int>(seed),
        Storage.Int64 => new Word64Hasher<long>(seed),
        Storage.Int128 => new Word128Hasher<Int128>(seed),
        Storage.Float => new Word32Hasher<float>(seed),
        Storage.Double => new Word64Hasher<double>(seed),
        Storage.Uuid => new Word128Hasher<UInt128>(seed),
        Storage.Bytes when field.Type is LakeType.Binary => new BinaryHasher(seed),
        Storage.Bytes => new TextHasher(seed),
        Storage.List => new ListHasher(((LakeType.List)field.Type).Element, seed),
        Storage.Struct => new StructHasher((LakeType.Struct)field.Type, seed),
        Storage.Map => new MapHasher(seed),
        _ => throw new NotSupportedException($"Column {field.Name}: storage {field.Type.Storage} is unknown."),
    };
}
