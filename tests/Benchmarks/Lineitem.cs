using System.Text;
using Platform.Columns.Batches;
using Platform.Registry.Types;

namespace Platform.Benchmarks;

/// <summary>
/// One row group shaped like TPC-H's lineitem at scale 1: 16 columns, the value ranges of the specification (section 4.2.3), and comments
/// of 10 to 43 bytes, mostly unique. Deterministic.
/// </summary>
internal static class Lineitem
{
    /// <summary>Rows of a row group by default.</summary>
    public const int Rows = 122_880;

    /// <summary>Bytes of values per row: 4 x 8, 4 x 8, 3 x 4, and about 50 of text.</summary>
    public const double BytesPerRow = 126;

    /// <summary>Bytes of l_comment per row: 10 to 43.</summary>
    public const double BytesPerComment = 26.5;

    public static readonly IReadOnlyList<Field> Fields =
    [
        new("l_orderkey", new LakeType.BigInt(), false), new("l_partkey", new LakeType.BigInt(), false),
        new("l_suppkey", new LakeType.BigInt(), false), new("l_linenumber", new LakeType.BigInt(), false),
        new("l_quantity", new LakeType.Decimal(15, 2), false), new("l_extendedprice", new LakeType.Decimal(15, 2), false),
        new("l_discount", new LakeType.Decimal(15, 2), false), new("l_tax", new LakeType.Decimal(15, 2), false),
        new("l_returnflag", new LakeType.Text(), false), new("l_linestatus", new LakeType.Text(), false),
        new("l_shipdate", new LakeType.Date(), false), new("l_commitdate", new LakeType.Date(), false), new("l_receiptdate", new LakeType.Date(), false),
        new("l_shipinstruct", new LakeType.Text(), false), new("l_shipmode", new LakeType.Text(), false), new("l_comment", new LakeType.Text(), false),
    ];

    private static readonly byte[][] Instructions = Texts("DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN");
    private static readonly byte[][] Modes = Texts("REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB");
    private static readonly byte[][] Flags = Texts("R", "A", "N");
    private static readonly byte[][] Statuses = Texts("O", "F");
    private static readonly byte[] Words = Encoding.ASCII.GetBytes(
        "carefully regular deposits sleep quickly final requests haggle furiously express accounts nag blithely even packages wake slyly ironic " +
        "theodolites are above the pending instructions boost fluffily special foxes cajole according to the bold dependencies detect ");

    public static ColumnBatch Batch(int rows = Rows)
    {
        var random = new Random(1);
        var batch = new ColumnBatch(Fields);
        long order = 1;
        var line = 1;
        var lines = 4;
        for (var row = 0; row < rows; row++)
        {
            if (line > lines) (order, line, lines) = (order % 8 == 0 ? order + 25 : order + 1, 1, random.Next(1, 8));
            var quantity = random.Next(1, 51);
            var part = random.Next(1, 200_001);
            var shipped = 8036 + random.Next(2500);
            Long(batch, 0, order);
            Long(batch, 1, part);
            Long(batch, 2, ((part + (random.Next(4) * 2501)) % 10_000) + 1);
            Long(batch, 3, line++);
            Long(batch, 4, quantity * 100);
            Long(batch, 5, quantity * (90_000 + (part / 10 % 20_001) + (100 * (part % 1000))));
            Long(batch, 6, random.Next(11));
            Long(batch, 7, random.Next(9));
            Text(batch, 8, Flags[shipped < 9300 ? random.Next(2) : 2]);
            Text(batch, 9, Statuses[shipped < 9300 ? 1 : 0]);
            Date(batch, 10, shipped);
            Date(batch, 11, shipped + random.Next(-60, 60));
            Date(batch, 12, shipped + random.Next(1, 31));
            Text(batch, 13, Instructions[random.Next(4)]);
            Text(batch, 14, Modes[random.Next(7)]);
            Comment(batch, random);
        }

        return batch;
    }

    private static void Comment(ColumnBatch batch, Random random)
    {
        Span<byte> text = stackalloc byte[43];
        var length = random.Next(10, 44);
        for (var i = 0; i < length;)
        {
            var from = random.Next(Words.Length - 12);
            var part = Math.Min(random.Next(4, 12), length - i);
            Words.AsSpan(from, part).CopyTo(text[i..]);
            i += part;
        }

        Text(batch, 15, text[..length]);
    }

    private static void Long(ColumnBatch batch, int column, long value) => ((FixedColumn<long>)batch.Columns[column]).Append(value);

    private static void Date(ColumnBatch batch, int column, int value) => ((FixedColumn<int>)batch.Columns[column]).Append(value);

    private static void Text(ColumnBatch batch, int column, ReadOnlySpan<byte> value) => ((BytesColumn)batch.Columns[column]).Append(value);

    private static byte[][] Texts(params string[] texts) => [.. texts.Select(Encoding.ASCII.GetBytes)];
}
