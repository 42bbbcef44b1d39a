using System.Text;
using Platform.Columns.Batches;
using Platform.Columns.Proof;

namespace Platform.Columns.Tests.Proof;

/// <summary>
/// Rows as objects, for tests: null, bool, int (32 bits, dates), long, Int128, UInt128 (uuid), float, double, string, byte[], and object?[]
/// for a list, <see cref="Members"/> for a struct, <see cref="Entries"/> for a map.
/// </summary>
internal static class Rows
{
    public static readonly ProofSeed Seed = new(0x0123456789abcdef);

    public static ColumnBatch Batch(IReadOnlyList<Field> fields, IEnumerable<object?[]> rows)
    {
        var batch = new ColumnBatch(fields);
        Fill(batch, rows);
        return batch;
    }

    public static void Fill(ColumnBatch batch, IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            for (var c = 0; c < row.Length; c++) Append(batch.Columns[c], row[c]);
        }
    }

    public static TableProof Prove(IReadOnlyList<Field> fields, IEnumerable<object?[]> rows)
    {
        var accumulator = new ProofAccumulator(fields, Seed);
        accumulator.Add(Batch(fields, rows));
        return accumulator.Proof;
    }

    private static void Append(Column column, object? value)
    {
        switch (value)
        {
            case null: column.AppendNull(); break;
            case bool v: ((FixedColumn<byte>)column).Append(v ? (byte)1 : (byte)0); break;
            case int v: ((FixedColumn<int>)column).Append(v); break;
            case long v: ((FixedColumn<long>)column).Append(v); break;
            case Int128 v: ((FixedColumn<Int128>)column).Append(v); break;
            case UInt128 v: ((FixedColumn<UInt128>)column).Append(v); break;
            case float v: ((FixedColumn<float>)column).Append(v); break;
            case double v: ((FixedColumn<double>)column).Append(v); break;
            case string v: ((BytesColumn)column).Append(Encoding.UTF8.GetBytes(v)); break;
            case byte[] v: ((BytesColumn)column).Append(v); break;
            case object?[] v:
                var list = (ListColumn)column;
                foreach (var element in v) Append(list.Elements, element);
                list.EndList();
                break;
            case Members v:
                var parts = (StructColumn)column;
                for (var j = 0; j < v.Values.Length; j++) Append(parts.Members[j], v.Values[j]);
                parts.EndStruct();
                break;
            case Entries v:
                var map = (MapColumn)column;
                foreach (var (key, text) in v.Pairs)
                {
                    Append(map.Keys, key);
                    Append(map.Values, text);
                }

                map.EndMap();
                break;
            default: throw new ArgumentException($"No column takes {value.GetType()}.");
        }
    }
}

/// <summary>A struct's members in order.</summary>
internal sealed record Members(params object?[] Values);

/// <summary>A map's entries.</summary>
internal sealed record Entries(params (string Key, string? Value)[] Pairs);
