using Platform.Registry.Types;

namespace Platform.RealInput.Tests;

/// <summary>
/// A column's value as the judges print it (tests/Judges/read.mjs), computed by PostgreSQL itself: nothing of the product takes part, so
/// that a judge's row and PostgreSQL's row are equal as text only if the file holds what the table holds.
/// </summary>
internal static class CanonicalSql
{
    /// <param name="column">The quoted column.</param>
    /// <param name="type">Its type in the lake.</param>
    public static string Of(string column, LakeType type) => type switch
    {
        LakeType.Real => $"case when {column} = 'NaN' then 'NaN' else encode(float4send({column}), 'hex') end",
        LakeType.DoublePrecision => $"case when {column} = 'NaN' then 'NaN' else encode(float8send({column}), 'hex') end",
        LakeType.Binary => $"'x:' || encode({column}, 'hex')",
        LakeType.Date => $"({column} - date '1970-01-01')::text",
        LakeType.Timestamp => $"(extract(epoch from {column}) * 1000000)::bigint::text",
        LakeType.Boolean => $"case {column} when true then 'true' when false then 'false' end",
        LakeType.List list => $"case when {column} is not null then (select coalesce(json_agg({Of("e", list.Element)} order by o), '[]'::json) from unnest({column}) with ordinality as u(e, o)) end",
        // format() uses the type's output function, which a cast to text does not for every type.
        _ => $"case when {column} is not null then format('%s', {column}) end",
    };
}
