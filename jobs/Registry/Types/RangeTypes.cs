using System.Collections.Frozen;

namespace Platform.Registry.Types;

/// <summary>Ranges and multiranges as structs of their bounds.</summary>
internal static class RangeTypes
{
    /// <summary>PostgreSQL's own ranges, by what their bounds are in the lake. A numeric bound without precision is exact text.</summary>
    private static readonly FrozenDictionary<string, LakeType> Bounds = new Dictionary<string, LakeType>(StringComparer.Ordinal)
    {
        ["int4"] = new LakeType.Integer(),
        ["int8"] = new LakeType.BigInt(),
        ["num"] = new LakeType.Text(),
        ["ts"] = new LakeType.Timestamp(Utc: false),
        ["tstz"] = new LakeType.Timestamp(Utc: true),
        ["date"] = new LakeType.Date(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>An unbounded side has a null bound; of an empty range both are null and neither is inclusive.</summary>
    public static TypeResolution Find(PostgresTypeName type, AsForm asked)
    {
        var multi = type.Name.EndsWith("multirange", StringComparison.Ordinal);
        var prefix = type.Name.EndsWith("range", StringComparison.Ordinal) ? type.Name[..^(multi ? "multirange" : "range").Length] : "";
        if (type.IsArray || type.Schema is not null || !Bounds.TryGetValue(prefix, out var bound))
            return TypeResolution.No($"as: {asked} does not apply to {type}", "it takes PostgreSQL's own ranges and multiranges; a composite type's struct has its fields: [{ name, type }, ...]");
        var range = new LakeType.Struct(
        [
            new("lower", bound), new("upper", bound), new("lower_inc", new LakeType.Boolean()), new("upper_inc", new LakeType.Boolean()), new("empty", new LakeType.Boolean()),
        ]);
        return TypeResolution.Of(multi ? new LakeType.List(range) : range);
    }
}
