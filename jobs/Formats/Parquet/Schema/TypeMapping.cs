using Platform.Formats.Parquet.Metadata;
using Platform.Registry.Types;

namespace Platform.Formats.Parquet.Schema;

/// <summary>The lake's types in Parquet's terms (apache/parquet-format, LogicalTypes.md). Every logical type has its older converted type beside it.</summary>
internal static class TypeMapping
{
    /// <summary>The schema node of a value of <paramref name="type"/>, or null where Parquet files of ours do not hold it yet.</summary>
    public static SchemaElement? Element(LakeType type, string name, Repetition repetition)
    {
        var element = new SchemaElement(name) { Repetition = repetition };
        return type switch
        {
            LakeType.Boolean => element with { Physical = PhysicalType.Boolean },
            LakeType.SmallInt => element with { Physical = PhysicalType.Int32, Converted = ConvertedType.Int16, Logical = LogicalType.Integer(16) },
            LakeType.Integer => element with { Physical = PhysicalType.Int32, Converted = ConvertedType.Int32, Logical = LogicalType.Integer(32) },
            LakeType.BigInt => element with { Physical = PhysicalType.Int64, Converted = ConvertedType.Int64, Logical = LogicalType.Integer(64) },
            LakeType.Real => element with { Physical = PhysicalType.Float },
            LakeType.DoublePrecision => element with { Physical = PhysicalType.Double },
            LakeType.Decimal(var precision, var scale) => Decimal(element, precision, scale),
            LakeType.Text => element with { Physical = PhysicalType.ByteArray, Converted = ConvertedType.Utf8, Logical = new(LogicalKind.String) },
            LakeType.Binary => element with { Physical = PhysicalType.ByteArray },
            LakeType.Uuid => element with { Physical = PhysicalType.FixedLenByteArray, TypeLength = 16, Logical = new(LogicalKind.Uuid) },
            LakeType.Date => element with { Physical = PhysicalType.Int32, Converted = ConvertedType.Date, Logical = new(LogicalKind.Date) },
            LakeType.Timestamp(var utc, var millis) => element with
            {
                Physical = PhysicalType.Int64,
                // Local times carry the converted type too, as the specification asks of writers.
                Converted = millis ? ConvertedType.TimestampMillis : ConvertedType.TimestampMicros,
                Logical = LogicalType.Timestamp(utc, millis),
            },
            _ => null,
        };
    }

    /// <summary>The type of a schema node's values, or null where no type of the lake says it.</summary>
    public static LakeType? Type(SchemaElement element) => element.Physical switch
    {
        PhysicalType.Boolean => new LakeType.Boolean(),
        PhysicalType.Int32 => Int32(element),
        PhysicalType.Int64 => Int64(element),
        PhysicalType.Float => new LakeType.Real(),
        PhysicalType.Double => new LakeType.DoublePrecision(),
        PhysicalType.ByteArray when Scale(element) is null => IsText(element) ? new LakeType.Text() : new LakeType.Binary(),
        PhysicalType.FixedLenByteArray when element.Logical.Kind == LogicalKind.Uuid && element.TypeLength == 16 => new LakeType.Uuid(),
        PhysicalType.FixedLenByteArray when Scale(element) is { } d && element.TypeLength is >= 1 and <= 16 => d,
        // Of old writers, which say nothing of a time zone.
        PhysicalType.Int96 => new LakeType.Timestamp(false),
        _ => null,
    };

    /// <summary>Fewest bytes of two's complement that hold every unscaled value of <paramref name="precision"/> 1..38 digits.</summary>
    public static int DecimalBytes(int precision) => (int)Math.Ceiling((precision * Math.Log2(10) + 1) / 8);

    private static SchemaElement Decimal(SchemaElement element, int precision, int scale)
    {
        var physical = precision switch { <= 9 => PhysicalType.Int32, <= 18 => PhysicalType.Int64, _ => PhysicalType.FixedLenByteArray };
        return element with
        {
            Physical = physical,
            TypeLength = physical == PhysicalType.FixedLenByteArray ? DecimalBytes(precision) : 0,
            Converted = ConvertedType.Decimal,
            Logical = LogicalType.Decimal(precision, scale),
            Precision = precision,
            Scale = scale,
        };
    }

    private static LakeType? Int32(SchemaElement element) => element switch
    {
        { Logical.Kind: LogicalKind.Date } or { Logical.Kind: LogicalKind.None, Converted: ConvertedType.Date } => new LakeType.Date(),
        { Logical: { Kind: LogicalKind.Integer, BitWidth: 16 } } or { Logical.Kind: LogicalKind.None, Converted: ConvertedType.Int16 } => new LakeType.SmallInt(),
        { Logical: { Kind: LogicalKind.Integer, BitWidth: 32 } } or { Logical.Kind: LogicalKind.None, Converted: ConvertedType.Int32 or null } => new LakeType.Integer(),
        _ => Scale(element) is { Precision: <= 9 } d ? d : null,
    };

    private static LakeType? Int64(SchemaElement element) => element switch
    {
        { Logical.Kind: LogicalKind.Timestamp } => new LakeType.Timestamp(element.Logical.Utc, element.Logical.Millis),
        { Logical.Kind: LogicalKind.None, Converted: ConvertedType.TimestampMicros } => new LakeType.Timestamp(true),
        { Logical.Kind: LogicalKind.None, Converted: ConvertedType.TimestampMillis } => new LakeType.Timestamp(true, Millis: true),
        { Logical: { Kind: LogicalKind.Integer, BitWidth: 64 } } or { Logical.Kind: LogicalKind.None, Converted: ConvertedType.Int64 or null } => new LakeType.BigInt(),
        // Arrow writes decimals of one digit so.
        _ => Scale(element) is { Precision: <= 18 } d ? d : null,
    };

    private static LakeType.Decimal? Scale(SchemaElement element)
    {
        var (precision, scale) = element.Logical.Kind == LogicalKind.Decimal
            ? (element.Logical.Precision, element.Logical.Scale)
            : element is { Logical.Kind: LogicalKind.None, Converted: ConvertedType.Decimal } ? (element.Precision, element.Scale) : (0, 0);
        return precision is >= 1 and <= 38 && scale >= 0 && scale <= precision ? new LakeType.Decimal(precision, scale) : null;
    }

    private static bool IsText(SchemaElement element) => element.Logical.Kind == LogicalKind.String
        || (element.Logical.Kind == LogicalKind.None && element.Converted == ConvertedType.Utf8);
}
