using System.Buffers.Binary;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;
using Platform.Registry.Types;

namespace Platform.Formats.Parquet.Writing;

/// <summary>How the bounds of a column's pages follow each other; readers search ordered ones by halving.</summary>
internal static class BoundOrder
{
    public static BoundaryOrder Of(Leaf leaf, IReadOnlyList<PageEntry> pages)
    {
        var (ascending, descending) = (true, true);
        PageEntry? last = null;
        foreach (var page in pages)
        {
            if (page.IsNull) continue;
            if (last is { } before)
            {
                var (min, max) = (Compare(leaf, before.Min, page.Min), Compare(leaf, before.Max, page.Max));
                ascending &= min <= 0 && max <= 0;
                descending &= min >= 0 && max >= 0;
            }

            last = page;
        }

        return ascending ? BoundaryOrder.Ascending : descending ? BoundaryOrder.Descending : BoundaryOrder.Unordered;
    }

    /// <summary>Compares two bounds in the order of the leaf's type (TypeDefinedOrder of parquet.thrift).</summary>
    internal static int Compare(Leaf leaf, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => leaf.Physical switch
    {
        PhysicalType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(a).CompareTo(BinaryPrimitives.ReadInt32LittleEndian(b)),
        PhysicalType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(a).CompareTo(BinaryPrimitives.ReadInt64LittleEndian(b)),
        PhysicalType.Float => BinaryPrimitives.ReadSingleLittleEndian(a).CompareTo(BinaryPrimitives.ReadSingleLittleEndian(b)),
        PhysicalType.Double => BinaryPrimitives.ReadDoubleLittleEndian(a).CompareTo(BinaryPrimitives.ReadDoubleLittleEndian(b)),
        PhysicalType.FixedLenByteArray when leaf.Type is LakeType.Decimal && a[0] >> 7 != b[0] >> 7 => a[0] >> 7 != 0 ? -1 : 1,
        _ => a.SequenceCompareTo(b),
    };
}
