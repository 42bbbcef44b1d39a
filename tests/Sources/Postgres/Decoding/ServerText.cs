using System.Globalization;
using System.Text;
using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>Decoded values written as PostgreSQL 12 and later writes them, by plain means that share nothing with the decoders.</summary>
internal static class ServerText
{
    public static string Of(Column column, int i) => (column, column.Field.Type) switch
    {
        (FixedColumn<byte> c, _) => c.Values[i] == 1 ? "true" : "false",
        (FixedColumn<int> c, LakeType.Date) => new DateTime(1970, 1, 1).AddDays(c.Values[i]).ToString("yyyy-MM-dd"),
        (FixedColumn<int> c, LakeType.Decimal d) => Scaled(c.Values[i], d.Scale),
        (FixedColumn<int> c, _) => c.Values[i].ToString(),
        (FixedColumn<long> c, LakeType.Decimal d) => Scaled(c.Values[i], d.Scale),
        (FixedColumn<long> c, LakeType.Timestamp t) => Timestamp(c.Values[i], t),
        (FixedColumn<long> c, _) => c.Values[i].ToString(),
        (FixedColumn<Int128> c, LakeType.Decimal d) => Scaled(c.Values[i], d.Scale),
        (FixedColumn<UInt128> c, _) => new Guid(Bytes(c.Values[i]), bigEndian: true).ToString(),
        (FixedColumn<float> c, _) => Float(c.Values[i], c.Values[i].ToString("R", CultureInfo.InvariantCulture)),
        (FixedColumn<double> c, _) => Float(c.Values[i], c.Values[i].ToString("R", CultureInfo.InvariantCulture)),
        (BytesColumn c, LakeType.Binary) => "\\x" + Convert.ToHexStringLower(c[i]),
        (BytesColumn c, _) => Encoding.UTF8.GetString(c[i]),
        (ListColumn c, _) => "{" + string.Join(',', Enumerable.Range(c.Offsets[i], c.Offsets[i + 1] - c.Offsets[i]).Select(e => Element(c.Elements, e))) + "}",
        _ => throw new NotSupportedException(column.Field.Type.ToString()),
    };

    private static string Element(Column elements, int i)
    {
        if (!elements.Validity[i]) return "NULL";
        var text = Of(elements, i);
        return text.Length == 0 || text.Contains(' ') ? $"\"{text}\"" : text;
    }

    private static string Scaled(Int128 value, int scale)
    {
        var digits = Int128.Abs(value).ToString().PadLeft(scale + 1, '0');
        var text = scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
        return value < 0 ? "-" + text : text;
    }

    private static string Timestamp(long value, LakeType.Timestamp type)
    {
        var time = new DateTime(1970, 1, 1).AddTicks(value * (type.Millis ? 10_000 : 10));
        return time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + (type.Utc ? "+00" : "");
    }

    private static byte[] Bytes(UInt128 value)
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>Both write the shortest digits that read back as the same value; only the exponent's form differs.</summary>
    private static string Float(double value, string text) =>
        double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : text.Replace("E+", "e+").Replace("E-", "e-");
}
