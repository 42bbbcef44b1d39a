using System.Text;
using Platform.Columns.Batches;

namespace Platform.Formats.Tests.Parquet;

/// <summary>Fills columns from plain objects: null, bool, int, long, Int128, float, double, UInt128, string, byte[], an array of them for a list or struct, or of keys and values for a map.</summary>
internal static class Filling
{
    public static ColumnBatch Batch(IReadOnlyList<Field> fields, IEnumerable<object?[]> rows)
    {
        var batch = new ColumnBatch(fields);
        foreach (var row in rows) Add(batch, row);
        return batch;
    }

    public static void Add(ColumnBatch batch, params object?[] row)
    {
        for (var i = 0; i < row.Length; i++) Append(batch.Columns[i], row[i]);
    }

    public static void Append(Column column, object? value)
    {
        switch (column, value)
        {
            case (_, null):
                column.AppendNull();
                break;
            case (ListColumn list, object?[] items):
                foreach (var item in items) Append(list.Elements, item);
                list.EndList();
                break;
            case (StructColumn row, object?[] members):
                for (var i = 0; i < members.Length; i++) Append(row.Members[i], members[i]);
                row.EndStruct();
                break;
            case (MapColumn map, (string Key, string? Value)[] entries):
                foreach (var (key, text) in entries)
                {
                    Append(map.Keys, key);
                    Append(map.Values, text);
                }

                map.EndMap();
                break;
            case (BytesColumn bytes, string text):
                bytes.Append(Encoding.UTF8.GetBytes(text));
                break;
            case (BytesColumn bytes, byte[] content):
                bytes.Append(content);
                break;
            case (FixedColumn<byte> flags, bool flag):
                flags.Append((byte)(flag ? 1 : 0));
                break;
            case (FixedColumn<int> ints, int number):
                ints.Append(number);
                break;
            case (FixedColumn<long> longs, long number):
                longs.Append(number);
                break;
            case (FixedColumn<Int128> wide, Int128 number):
                wide.Append(number);
                break;
            case (FixedColumn<float> floats, float number):
                floats.Append(number);
                break;
            case (FixedColumn<double> doubles, double number):
                doubles.Append(number);
                break;
            case (FixedColumn<UInt128> uuids, UInt128 uuid):
                uuids.Append(uuid);
                break;
            default:
                throw new ArgumentException($"{value.GetType().Name} does not fit {column.GetType().Name}.");
        }
    }
}
