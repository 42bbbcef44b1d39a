using System.Runtime.InteropServices;
using Platform.Columns.Batches;

namespace Platform.Formats.Tests.Conformance;

/// <summary>All values of a batch in order, as one number.</summary>
internal static class RowHash
{
    public static long Of(ColumnBatch batch)
    {
        var hash = new HashCode();
        hash.Add(batch.RowCount);
        foreach (var column in batch.Columns) Add(ref hash, column);
        return hash.ToHashCode();
    }

    private static void Add(ref HashCode hash, Column column)
    {
        column.Materialize();
        foreach (var word in column.Validity.Words) hash.Add(word);
        switch (column)
        {
            case FixedColumn<byte> c:
                hash.AddBytes(c.Values);
                break;
            case FixedColumn<int> c:
                hash.AddBytes(MemoryMarshal.AsBytes(c.Values));
                break;
            case FixedColumn<long> c:
                hash.AddBytes(MemoryMarshal.AsBytes(c.Values));
                break;
            case FixedColumn<float> c:
                hash.AddBytes(MemoryMarshal.AsBytes(c.Values));
                break;
            case FixedColumn<double> c:
                hash.AddBytes(MemoryMarshal.AsBytes(c.Values));
                break;
            case FixedColumn<Int128> c:
                hash.AddBytes(MemoryMarshal.AsBytes(c.Values));
                break;
            case FixedColumn<UInt128> c:
                hash.AddBytes(MemoryMarshal.AsBytes(c.Values));
                break;
            case BytesColumn c:
                hash.AddBytes(MemoryMarshal.AsBytes(c.Offsets));
                hash.AddBytes(c.Data);
                break;
            case ListColumn c:
                hash.AddBytes(MemoryMarshal.AsBytes(c.Offsets));
                Add(ref hash, c.Elements);
                break;
            case MapColumn c:
                hash.AddBytes(MemoryMarshal.AsBytes(c.Offsets));
                Add(ref hash, c.Keys);
                Add(ref hash, c.Values);
                break;
            case StructColumn c:
                foreach (var member in c.Members) Add(ref hash, member);
                break;
        }
    }
}
