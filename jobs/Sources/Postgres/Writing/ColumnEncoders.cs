using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>Which encoder turns a lake type into a wire type: the way back of <see cref="ColumnDecoders"/>. A pair without one is refused, never approximated.</summary>
internal static class ColumnEncoders
{
    /// <exception cref="PlatformException">Data: no encoder makes this wire type of this lake type.</exception>
    public static ColumnEncoder Create(ColumnWrite write, CopySubject subject) => (write.Wire, write.Field.Type) switch
    {
        (WireType.Bool, LakeType.Boolean) => new FixedEncoder<BoolWire, byte>(write, subject),
        (WireType.Int2, LakeType.SmallInt or LakeType.Integer) => new FixedEncoder<Int2Wire, int>(write, subject),
        (WireType.Int2, LakeType.BigInt) => new FixedEncoder<Int2WideWire, long>(write, subject),
        (WireType.Int4, LakeType.SmallInt or LakeType.Integer) => new FixedEncoder<Int4Wire, int>(write, subject),
        (WireType.Int4, LakeType.BigInt) => new FixedEncoder<Int4WideWire, long>(write, subject),
        (WireType.Int8, LakeType.BigInt) => new FixedEncoder<Int8Wire, long>(write, subject),
        (WireType.Int8, LakeType.SmallInt or LakeType.Integer) => new FixedEncoder<Int8NarrowWire, int>(write, subject),
        (WireType.Oid, LakeType.BigInt) => new FixedEncoder<OidWire, long>(write, subject),
        (WireType.Float4, LakeType.Real) => new FixedEncoder<Float4Wire, float>(write, subject),
        (WireType.Float8, LakeType.DoublePrecision) => new FixedEncoder<Float8Wire, double>(write, subject),
        (WireType.Numeric, LakeType.Decimal type) => type.Storage switch
        {
            Storage.Int32 => new NumericEncoder<int>(write, subject, type.Scale),
            Storage.Int64 => new NumericEncoder<long>(write, subject, type.Scale),
            _ => new NumericEncoder<Int128>(write, subject, type.Scale),
        },
        (WireType.Money, LakeType.Decimal type) => type.Storage switch
        {
            Storage.Int32 => new MoneyEncoder<int>(write, subject),
            Storage.Int64 => new MoneyEncoder<long>(write, subject),
            _ => new MoneyEncoder<Int128>(write, subject),
        },
        (WireType.Text, LakeType.Text) or (WireType.Bytea, LakeType.Binary) => new BytesEncoder(write, subject),
        (WireType.Jsonb, LakeType.Text) => new JsonbEncoder(write, subject),
        (WireType.Uuid, LakeType.Text) => new UuidTextEncoder(write, subject),
        (WireType.Uuid, LakeType.Uuid) => new FixedEncoder<UuidWire, UInt128>(write, subject),
        (WireType.Date, LakeType.Date) => new FixedEncoder<DateWire, int>(write, subject),
        (WireType.Timestamp or WireType.Timestamptz, LakeType.Timestamp { Millis: false }) => new FixedEncoder<TimestampWire, long>(write, subject),
        (WireType.Timestamp or WireType.Timestamptz, LakeType.Timestamp { Millis: true }) => new FixedEncoder<TimestampMillisWire, long>(write, subject),
        (WireType.Array, LakeType.List { Element: not LakeType.List } list) when write.Element is { } element and not WireType.Array =>
            new ArrayEncoder(write, subject, Create(new ColumnWrite(new Field(write.Field.Name, list.Element), element), subject)),
        _ => throw EncodeFailures.NoEncoder(subject, write),
    };
}
