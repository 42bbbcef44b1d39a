using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Reads SchemaElement and LogicalType.</summary>
internal static class SchemaElementReader
{
    public static SchemaElement Read(ref CompactReader reader)
    {
        PhysicalType? physical = null;
        Repetition? repetition = null;
        ConvertedType? converted = null;
        var (length, children, scale, precision) = (0, 0, 0, 0);
        string? name = null;
        var logical = default(LogicalType);
        var at = reader.Offset;
        var id = reader.BeginStruct();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    physical = (PhysicalType)Known(ref reader, type, 7, "physical type");
                    break;
                case 2:
                    length = reader.I32(type);
                    break;
                case 3:
                    repetition = (Repetition)Known(ref reader, type, 2, "repetition");
                    break;
                case 4:
                    name = reader.Text(type);
                    break;
                case 5:
                    children = reader.I32(type);
                    break;
                case 6:
                    converted = (ConvertedType)reader.I32(type);
                    break;
                case 7:
                    scale = reader.I32(type);
                    break;
                case 8:
                    precision = reader.I32(type);
                    break;
                case 10:
                    logical = ReadLogical(ref reader, type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (name is null) throw Corruption.Of("a schema element has no name", at);
        if (children < 0 || length < 0) throw Corruption.Of("a schema element has a negative size", at);
        return new SchemaElement(name)
        {
            Physical = physical,
            TypeLength = length,
            Repetition = repetition,
            Children = children,
            Converted = converted,
            Logical = logical,
            Scale = scale,
            Precision = precision,
        };
    }

    private static LogicalType ReadLogical(ref CompactReader reader, CompactType type)
    {
        var logical = default(LogicalType);
        var id = reader.Struct(type);
        while (reader.Next(ref id, out var variant)) logical = ReadVariant(ref reader, id, variant);
        return logical;
    }

    private static LogicalType ReadVariant(ref CompactReader reader, short variant, CompactType type)
    {
        var (scale, precision, width, signed, utc, unit) = (0, 0, (sbyte)0, true, false, (short)2);
        var id = reader.Struct(type);
        while (reader.Next(ref id, out var field))
        {
            switch ((LogicalKind)variant, id)
            {
                case (LogicalKind.Decimal, 1):
                    scale = reader.I32(field);
                    break;
                case (LogicalKind.Decimal, 2):
                    precision = reader.I32(field);
                    break;
                case (LogicalKind.Timestamp, 1):
                    utc = reader.Bool(field);
                    break;
                case (LogicalKind.Timestamp, 2):
                    unit = ReadUnit(ref reader, field);
                    break;
                case (LogicalKind.Integer, 1):
                    width = reader.I8(field);
                    break;
                case (LogicalKind.Integer, 2):
                    signed = reader.Bool(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return (LogicalKind)variant switch
        {
            LogicalKind.Decimal => LogicalType.Decimal(precision, scale),
            LogicalKind.Timestamp when unit is 1 or 2 => LogicalType.Timestamp(utc, unit == 1),
            LogicalKind.Integer when signed => LogicalType.Integer(width),
            LogicalKind.String or LogicalKind.Map or LogicalKind.List or LogicalKind.Date or LogicalKind.Uuid => new((LogicalKind)variant),
            _ => new((LogicalKind)short.MaxValue),
        };
    }

    private static short ReadUnit(ref CompactReader reader, CompactType type)
    {
        short unit = 0;
        var id = reader.Struct(type);
        while (reader.Next(ref id, out var variant))
        {
            unit = id;
            reader.Skip(variant);
        }

        return unit;
    }

    private static int Known(ref CompactReader reader, CompactType type, int max, string what)
    {
        var value = reader.I32(type);
        if (value < 0 || value > max) Corruption.Throw($"unknown {what} {value}", reader.Offset);
        return value;
    }
}
