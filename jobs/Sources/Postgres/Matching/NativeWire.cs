using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Matching;

/// <summary>Which live types arrive in a binary form that decodes exactly to a lake type, and which need a cast first.</summary>
internal static class NativeWire
{
    /// <summary>The wire type of the column as it is; null where it must be cast or turned into text.</summary>
    public static WireType? Find(LiveType live, LakeType type, int? moneyScale) => (Name(live), type) switch
    {
        ("bool", LakeType.Boolean) => WireType.Bool,
        ("int2", LakeType.SmallInt or LakeType.Integer or LakeType.BigInt) => WireType.Int2,
        ("int4", LakeType.Integer or LakeType.BigInt) => WireType.Int4,
        ("int8", LakeType.BigInt) => WireType.Int8,
        ("oid" or "xid" or "cid", LakeType.BigInt) => WireType.Oid,
        ("float4", LakeType.Real) => WireType.Float4,
        ("float8", LakeType.DoublePrecision) => WireType.Float8,
        ("numeric", LakeType.Decimal) => WireType.Numeric,
        ("money", LakeType.Decimal d) when d.Scale == moneyScale => WireType.Money,
        ("text" or "varchar" or "bpchar" or "name" or "json" or Label, LakeType.Text) => WireType.Text,
        ("jsonb", LakeType.Text) => WireType.Jsonb,
        ("uuid", LakeType.Text or LakeType.Uuid) => WireType.Uuid,
        ("bytea", LakeType.Binary) => WireType.Bytea,
        ("date", LakeType.Date) => WireType.Date,
        ("timestamp", LakeType.Timestamp { Utc: false }) => WireType.Timestamp,
        ("timestamptz", LakeType.Timestamp { Utc: true }) => WireType.Timestamptz,
        _ => null,
    };

    /// <summary>A cast that the server makes exactly; null where there is none.</summary>
    public static (string Cast, WireType Wire)? Cast(LiveType live, LakeType type) => (Name(live), type) switch
    {
        ("xid8", LakeType.BigInt) => ("text::int8", WireType.Int8),
        ("float4", LakeType.DoublePrecision) => ("float8", WireType.Float8),
        ("int2" or "int4" or "int8" or "money", LakeType.Decimal) => ("numeric", WireType.Numeric),
        _ => null,
    };

    /// <summary>Stands for every type whose binary form is its label or text: enums and citext.</summary>
    private const string Label = "label";

    private static string Name(LiveType live) => live switch
    {
        { Kind: TypeKind.Enum } => Label,
        { Kind: TypeKind.Base, Schema: "pg_catalog" } => live.Name,
        { Kind: TypeKind.Base, Name: "citext" } => Label,
        _ => "",
    };
}
