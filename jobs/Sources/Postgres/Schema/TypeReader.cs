using System.Globalization;
using Npgsql;

namespace Platform.Sources.Postgres.Schema;

/// <summary>Reads types and everything they are made of (domains, elements, attributes, labels, subtypes) in one query, two where there are enums.</summary>
internal static class TypeReader
{
    /// <summary>Types by OID and modifier: a domain leads to its base with the domain's modifier, an array to its element with its own.</summary>
    private const string TypesSql = """
        with recursive used (oid, modifier) as (
          select u.oid, u.modifier
          from unnest(string_to_array($1, ',')::oid[], string_to_array($2, ',')::int4[]) as u (oid, modifier)
          union
          select part.oid, part.modifier
          from used join pg_type t on t.oid = used.oid
          cross join lateral (
            select t.typbasetype, t.typtypmod where t.typbasetype <> 0
            union all select e.oid, used.modifier from pg_type e where e.oid = t.typelem and e.typarray = t.oid
            union all select a.atttypid, a.atttypmod from pg_attribute a
                      where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
            union all select r.rngsubtype, -1 from pg_range r where r.rngtypid = t.oid
            {multiranges}
          ) as part (oid, modifier)
        )
        select used.oid::int8, used.modifier, t.typtype::text, n.nspname::text, t.typname::text,
               format_type(t.oid, nullif(used.modifier, -1)),
               t.typbasetype::int8, t.typtypmod, t.typnotnull,
               coalesce((select e.oid from pg_type e where e.oid = t.typelem and e.typarray = t.oid), 0)::int8,
               case t.typtype when 'r' then (select r.rngsubtype from pg_range r where r.rngtypid = t.oid)
                              {multirange} end::int8,
               t.typsend::oid <> 0,
               exists (select from pg_cast c where c.castsource = t.oid and c.casttarget = 'text'::regtype),
               t.typdelim::text,
               a.attname::text, a.atttypid::int8, a.atttypmod
        from used join pg_type t on t.oid = used.oid join pg_namespace n on n.oid = t.typnamespace
        left join pg_attribute a on t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
        order by used.oid, used.modifier, a.attnum
        """;

    private const string LabelsSql = """
        select enumtypid::int8, enumlabel::text from pg_enum
        where enumtypid = any (string_to_array($1, ',')::oid[]) order by enumtypid, enumsortorder
        """;

    /// <summary>All types reachable from <paramref name="columns"/>.</summary>
    /// <param name="connection">Open, <c>search_path=pg_catalog</c>.</param>
    /// <param name="columns">OID and modifier of the types to start from.</param>
    /// <param name="version">The server's major version; multiranges exist from 14.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public static async Task<TypeCatalog> ReadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(uint Oid, int Modifier)> columns, int version, CancellationToken cancellation)
    {
        var sql = TypesSql
            .Replace("{multiranges}", version >= 14 ? "union all select r.rngsubtype, -1 from pg_range r where r.rngmultitypid = t.oid" : "", StringComparison.Ordinal)
            .Replace("{multirange}", version >= 14 ? "when 'm' then (select r.rngsubtype from pg_range r where r.rngmultitypid = t.oid)" : "", StringComparison.Ordinal);
        var modifiers = string.Join(',', columns.Select(c => c.Modifier.ToString(CultureInfo.InvariantCulture)));
        var read = await connection.ReadAsync(sql, ReadRow, cancellation, columns.Select(c => c.Oid).Joined(), modifiers).ConfigureAwait(false);

        var types = new Dictionary<(uint, int), TypeRow>();
        foreach (var (row, attribute) in read)
        {
            if (!types.TryGetValue((row.Oid, row.Modifier), out var type)) types.Add((row.Oid, row.Modifier), type = row);
            if (attribute is not null) type.Attributes.Add(attribute);
        }

        var enums = types.Values.Where(t => t.Type == 'e').Select(t => t.Oid).Distinct().ToList();
        var labels = enums.Count == 0
            ? []
            : await connection.ReadAsync(LabelsSql, r => new LabelRow(r.Oid(0), r.GetString(1)), cancellation, enums.Joined()).ConfigureAwait(false);
        return new TypeCatalog(types, labels.ToLookup(l => l.Oid, l => l.Label));
    }

    private sealed record LabelRow(uint Oid, string Label);

    private sealed record ReadType(TypeRow Row, TypeAttributeRow? Attribute);

    private static ReadType ReadRow(NpgsqlDataReader r) => new(
        new TypeRow
        {
            Oid = r.Oid(0),
            Modifier = r.GetInt32(1),
            Type = r.GetString(2)[0],
            Schema = r.GetString(3),
            Name = r.GetString(4),
            Text = r.GetString(5),
            Base = r.Oid(6),
            BaseModifier = r.GetInt32(7),
            NotNull = r.GetBoolean(8),
            Element = r.Oid(9),
            Subtype = r.IsDBNull(10) ? 0 : r.Oid(10),
            HasBinaryOutput = r.GetBoolean(11),
            HasTextCast = r.GetBoolean(12),
            Delimiter = r.GetString(13)[0],
        },
        r.IsDBNull(14) ? null : new TypeAttributeRow(r.GetString(14), r.Oid(15), r.GetInt32(16)));
}
