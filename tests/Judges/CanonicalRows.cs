using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Judges;

/// <summary>Rows of batches in the judges' canonical form, for comparison as text.</summary>
public static class CanonicalRows
{
    /// <summary>Every row of the batch as a JSON array.</summary>
    public static IEnumerable<string> Of(ColumnBatch batch)
    {
        foreach (var column in batch.Columns) Materialize(column);
        for (var row = 0; row < batch.RowCount; row++)
        {
            var values = new JsonArray();
            foreach (var column in batch.Columns) values.Add(Value(column, row));
            yield return values.ToJsonString(JudgeRunner.Json);
        }
    }

    private static void Materialize(Column column)
    {
        column.Materialize();
        switch (column)
        {
            case ListColumn list:
                Materialize(list.Elements);
                break;
            case StructColumn row:
                foreach (var member in row.Members) Materialize(member);
                break;
            case MapColumn map:
                Materialize(map.Keys);
                Materialize(map.Values);
                break;
        }
    }

    private static JsonNode? Value(Column column, int slot)
    {
        if (!column.Validity[slot]) return null;
        return column switch
        {
            ListColumn list => List(list, slot),
            StructColumn row => new JsonArray([.. row.Members.Select(member => Value(member, slot))]),
            MapColumn map => Map(map, slot),
            BytesColumn bytes when column.Field.Type is LakeType.Text => Encoding.UTF8.GetString(bytes[slot]),
            BytesColumn bytes => "x:" + Convert.ToHexStringLower(bytes[slot]),
            FixedColumn<byte> flags => flags.Values[slot] != 0 ? "true" : "false",
            FixedColumn<int> ints => Number(ints.Values[slot], column.Field.Type),
            FixedColumn<long> longs => Number(longs.Values[slot], column.Field.Type),
            FixedColumn<Int128> wide => Number(wide.Values[slot], column.Field.Type),
            FixedColumn<float> floats => float.IsNaN(floats.Values[slot]) ? "NaN" : BitConverter.SingleToUInt32Bits(floats.Values[slot]).ToString("x8", CultureInfo.InvariantCulture),
            FixedColumn<double> doubles => double.IsNaN(doubles.Values[slot]) ? "NaN" : BitConverter.DoubleToUInt64Bits(doubles.Values[slot]).ToString("x16", CultureInfo.InvariantCulture),
            FixedColumn<UInt128> uuids => Uuid(uuids.Values[slot]),
            _ => throw new NotSupportedException(column.GetType().Name),
        };
    }

    private static JsonArray List(ListColumn list, int row)
    {
        var items = new JsonArray();
        for (var slot = list.Offsets[row]; slot < list.Offsets[row + 1]; slot++) items.Add(Value(list.Elements, slot));
        return items;
    }

    /// <summary>Entries in the order of their keys: readers keep none.</summary>
    private static JsonArray Map(MapColumn map, int row) =>
        new([.. Enumerable.Range(map.Offsets[row], map.Offsets[row + 1] - map.Offsets[row])
            .Select(slot => (Key: Encoding.UTF8.GetString(map.Keys[slot]), Value: Value(map.Values, slot)))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (JsonNode?)new JsonArray(entry.Key, entry.Value))]);

    private static string Number(Int128 value, LakeType type)
    {
        if (type is LakeType.Timestamp { Millis: true }) value *= 1000;
        if (type is not LakeType.Decimal { Scale: var scale } || scale == 0) return value.ToString(CultureInfo.InvariantCulture);
        var digits = (value < 0 ? -value : value).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(value < 0 ? "-" : "")}{digits[..^scale]}.{digits[^scale..]}";
    }

    private static string Uuid(UInt128 value)
    {
        var hex = value.ToString("x32", CultureInfo.InvariantCulture);
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }
}
