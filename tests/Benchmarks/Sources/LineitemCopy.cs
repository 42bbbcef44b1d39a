using System.Buffers.Binary;
using Platform.Columns.Batches;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Benchmarks.Sources;

/// <summary>The rows of <see cref="Lineitem"/> as a server sends them: one CopyData message a row, about 200 bytes.</summary>
internal static class LineitemCopy
{
    /// <summary>Message header, count of fields and lengths included.</summary>
    public const double BytesPerRow = 202;

    public static readonly IReadOnlyList<ColumnRead> Columns = [.. Lineitem.Fields.Select(f => new ColumnRead(f, f.Name, f.Type switch
    {
        LakeType.BigInt => WireType.Int8,
        LakeType.Decimal => WireType.Numeric,
        LakeType.Date => WireType.Date,
        _ => WireType.Text,
    }))];

    /// <summary>What the server sends for a table without end: rows of <paramref name="batch"/> over and over.</summary>
    public static EndlessCopy Answer(ColumnBatch batch)
    {
        var (beginning, rows) = (new MemoryStream(), new MemoryStream());
        Message(beginning, 'H', [1, 0, (byte)batch.Columns.Count, .. new byte[2 * batch.Columns.Count]]);
        Message(beginning, 'd', [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0]);
        var row = new MemoryStream();
        for (var i = 0; i < batch.RowCount; i++)
        {
            row.Write([0, (byte)batch.Columns.Count]);
            foreach (var column in batch.Columns) Field(row, column, i);
            Message(rows, 'd', row.ToArray());
            row.SetLength(0);
        }

        return new EndlessCopy(beginning.ToArray(), rows.ToArray());
    }

    private static void Field(MemoryStream row, Column column, int i)
    {
        Span<byte> field = stackalloc byte[16];
        switch (column)
        {
            case BytesColumn text:
                Int32(row, text[i].Length);
                row.Write(text[i]);
                return;
            case FixedColumn<int> date:
                Int32(row, 4);
                Int32(row, date.Values[i] - 10_957);
                return;
            case FixedColumn<long> number when column.Field.Type is LakeType.Decimal:
                Numeric(row, number.Values[i]);
                return;
            case FixedColumn<long> number:
                BinaryPrimitives.WriteInt64BigEndian(field, number.Values[i]);
                Int32(row, 8);
                row.Write(field[..8]);
                return;
        }
    }

    /// <summary>A numeric(15,2), not negative, its trailing zero digits stripped as the server strips them.</summary>
    private static void Numeric(MemoryStream row, long hundredths)
    {
        List<short> digits = [(short)(hundredths % 100 * 100)];
        for (var rest = hundredths / 100; rest > 0; rest /= 10_000) digits.Insert(0, (short)(rest % 10_000));
        var weight = digits.Count - 2;
        while (digits.Count > 0 && digits[^1] == 0) digits.RemoveAt(digits.Count - 1);
        if (digits.Count == 0) weight = 0;
        Int32(row, 8 + (2 * digits.Count));
        Int16(row, (short)digits.Count);
        Int16(row, (short)weight);
        Int16(row, 0);
        Int16(row, 2);
        foreach (var digit in digits) Int16(row, digit);
    }

    private static void Message(MemoryStream to, char type, ReadOnlySpan<byte> body)
    {
        to.WriteByte((byte)type);
        Int32(to, body.Length + 4);
        to.Write(body);
    }

    private static void Int16(MemoryStream to, short value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteInt16BigEndian(bytes, value);
        to.Write(bytes);
    }

    private static void Int32(MemoryStream to, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        to.Write(bytes);
    }
}
