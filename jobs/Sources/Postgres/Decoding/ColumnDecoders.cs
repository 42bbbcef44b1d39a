using Platform.Columns.Batches;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Masks;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>Which decoder turns a wire type into a lake type. A pair without one is refused, never approximated.</summary>
public static class ColumnDecoders
{
    /// <exception cref="PlatformException">Configuration: no decoder makes this lake type of this wire type.</exception>
    public static ColumnDecoder Create(ColumnRead read, CopyOptions options)
    {
        var subject = options.Subject;
        if (read.Hashed)
        {
            var secret = options.MaskSecret ?? throw new InvalidOperationException($"Column {read.Field.Name} is to be hashed and no secret was given.");
            return new HashedTextDecoder(read, subject, secret, Create(read with { Hashed = false }, options));
        }

        return (read.Wire, read.Field.Type) switch
        {
            (WireType.Bool, LakeType.Boolean) => new FixedDecoder<BoolFormat, byte>(read, subject),
            (WireType.Int2, LakeType.SmallInt or LakeType.Integer) => new FixedDecoder<Int2Format, int>(read, subject),
            (WireType.Int2, LakeType.BigInt) => new FixedDecoder<Int2WideFormat, long>(read, subject),
            (WireType.Int4, LakeType.Integer) => new FixedDecoder<Int4Format, int>(read, subject),
            (WireType.Int4, LakeType.BigInt) => new FixedDecoder<Int4WideFormat, long>(read, subject),
            (WireType.Int8, LakeType.BigInt) => new FixedDecoder<Int8Format, long>(read, subject),
            (WireType.Oid, LakeType.BigInt) => new FixedDecoder<OidFormat, long>(read, subject),
            (WireType.Float4, LakeType.Real) => new FixedDecoder<Float4Format, float>(read, subject),
            (WireType.Float8, LakeType.DoublePrecision) => new FixedDecoder<Float8Format, double>(read, subject),
            (WireType.Numeric, LakeType.Decimal type) => type.Storage switch
            {
                Storage.Int32 => new NumericDecoder<int>(read, subject, type),
                Storage.Int64 => new NumericDecoder<long>(read, subject, type),
                _ => new NumericDecoder<Int128>(read, subject, type),
            },
            (WireType.Money, LakeType.Decimal type) => type.Storage switch
            {
                Storage.Int32 => new MoneyDecoder<int>(read, subject, type),
                Storage.Int64 => new MoneyDecoder<long>(read, subject, type),
                _ => new MoneyDecoder<Int128>(read, subject, type),
            },
            (WireType.Text, LakeType.Text) => Checked(new TextDecoder(read, subject)),
            (WireType.Jsonb, LakeType.Text) => Checked(new JsonbDecoder(read, subject)),
            (WireType.Bytea, LakeType.Binary) => new ByteaDecoder(read, subject),
            (WireType.Uuid, LakeType.Text) => new UuidTextDecoder(read, subject),
            (WireType.Uuid, LakeType.Uuid) => new FixedDecoder<UuidBytesFormat, UInt128>(read, subject),
            (WireType.Date, LakeType.Date) => new FixedDecoder<DateFormat, int>(read, subject),
            (WireType.Timestamp or WireType.Timestamptz, LakeType.Timestamp { Millis: false }) => new FixedDecoder<TimestampFormat, long>(read, subject),
            (WireType.Timestamp or WireType.Timestamptz, LakeType.Timestamp { Millis: true }) => new FixedDecoder<TimestampMillisFormat, long>(read, subject),
            (WireType.Record, LakeType.Struct) => new RecordDecoder(read, subject, [.. read.Parts.Select(p => Create(p, options))]),
            (WireType.Array, LakeType.List { Element: LakeType.Struct }) => new ArrayDecoder(read, subject, Create(read.Parts[0], options)),
            (WireType.Array, LakeType.Map) => Map(),
            (WireType.Array, LakeType.List { Element: not LakeType.List } list) when read.Element is { } element and not WireType.Array =>
                new ArrayDecoder(read, subject, Create(new ColumnRead(new Field(read.Field.Name, list.Element), read.Expression, element) { OnLoss = read.OnLoss }, options)),
            _ => throw new PlatformException(Stage.Plan, ExitCode.Configuration,
                $"No decoder reads PostgreSQL's {read.Wire}{(read.Element is { } e ? $" of {e}" : "")} as {read.Field.Type}.",
                "give the column as: text in its entry")
            {
                Kind = "type-not-supported",
                SourceName = subject.SourceName,
                Table = subject.Table,
                Column = read.Field.Name,
            },
        };

        MapDecoder Map()
        {
            var pairs = new Field(read.Field.Name, new LakeType.List(new LakeType.Text()));
            var text = Create(new ColumnRead(new Field(read.Field.Name, new LakeType.Text()), read.Expression, WireType.Text), options);
            return new MapDecoder(read, subject, new ArrayDecoder(read with { Field = pairs }, subject, text), (ListColumn)ColumnBatch.Create(pairs));
        }

        ColumnDecoder Checked(BytesDecoder bytes) => options.ValidateUtf8 ? new CheckedTextDecoder(read, subject, bytes) : bytes;
    }
}
