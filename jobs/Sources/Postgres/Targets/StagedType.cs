using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Targets;

/// <summary>
/// The PostgreSQL type that holds a lake type's values as they are: what a column is staged in where its own type cannot be sent in binary form from the
/// lake's, before the server casts it.
/// </summary>
/// <param name="Sql">Its name.</param>
/// <param name="Wire">Its binary form.</param>
/// <param name="Oid">Its object id in every database (pg_type.dat).</param>
internal sealed record StagedType(string Sql, WireType Wire, uint Oid)
{
    /// <exception cref="PlatformException">Data, <c>type-not-supported</c>: a struct, a map, or a list of them.</exception>
    public static StagedType Of(LakeType type) => type switch
    {
        LakeType.Boolean => new("boolean", WireType.Bool, 16),
        LakeType.SmallInt or LakeType.Integer => new("integer", WireType.Int4, 23),
        LakeType.BigInt => new("bigint", WireType.Int8, 20),
        LakeType.Real => new("real", WireType.Float4, 700),
        LakeType.DoublePrecision => new("double precision", WireType.Float8, 701),
        LakeType.Decimal => new("numeric", WireType.Numeric, 1700),
        LakeType.Text => new("text", WireType.Text, 25),
        LakeType.Binary => new("bytea", WireType.Bytea, 17),
        LakeType.Uuid => new("uuid", WireType.Uuid, 2950),
        LakeType.Date => new("date", WireType.Date, 1082),
        LakeType.Timestamp { Utc: false } => new("timestamp", WireType.Timestamp, 1114),
        LakeType.Timestamp => new("timestamptz", WireType.Timestamptz, 1184),
        _ => throw new PlatformException(Stage.Plan, ExitCode.Data, $"A column of type {type} cannot be restored yet.", "restore a snapshot that holds the column as: text")
        { Kind = "type-not-supported" },
    };
}
