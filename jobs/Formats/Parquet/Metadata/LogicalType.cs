using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Metadata;

/// <summary>The variants of parquet.thrift's LogicalType union that this project writes, under the union's field ids.</summary>
internal enum LogicalKind : short
{
    None = 0,
    String = 1,
    Map = 2,
    List = 3,
    Decimal = 5,
    Date = 6,
    Timestamp = 8,
    Integer = 10,
    Uuid = 14,
}

/// <summary>A LogicalType. Only the members of its kind have a meaning.</summary>
internal readonly record struct LogicalType(LogicalKind Kind)
{
    public int Scale { get; init; }

    public int Precision { get; init; }

    public bool Utc { get; init; }

    public bool Millis { get; init; }

    public sbyte BitWidth { get; init; }

    public static LogicalType Integer(sbyte bitWidth) => new(LogicalKind.Integer) { BitWidth = bitWidth };

    public static LogicalType Decimal(int precision, int scale) => new(LogicalKind.Decimal) { Precision = precision, Scale = scale };

    public static LogicalType Timestamp(bool utc, bool millis) => new(LogicalKind.Timestamp) { Utc = utc, Millis = millis };

    /// <summary>Writes the union as field <paramref name="id"/>.</summary>
    public void Write(ref CompactWriter writer, short id)
    {
        writer.BeginStruct(id);
        writer.BeginStruct((short)Kind);
        switch (Kind)
        {
            case LogicalKind.Decimal:
                writer.I32(1, Scale);
                writer.I32(2, Precision);
                break;
            case LogicalKind.Timestamp:
                writer.Bool(1, Utc);
                writer.BeginStruct(2);
                writer.EmptyStruct((short)(Millis ? 1 : 2));
                writer.EndStruct();
                break;
            case LogicalKind.Integer:
                writer.Byte(1, BitWidth);
                writer.Bool(2, true);
                break;
        }

        writer.EndStruct();
        writer.EndStruct();
    }
}
