using System.Collections.Frozen;

namespace Platform.Sources.Postgres.Matching;

/// <summary>Types of <c>pg_catalog</c> (PostgreSQL 13 to 18) whose text form is read, by the name that <c>format_type</c> writes: no user-defined enum goes by these.</summary>
internal static class BuiltinTypeNames
{
    public static FrozenSet<string> All { get; } = new[]
    {
        "smallint", "integer", "bigint", "numeric", "real", "double precision", "money", "boolean", "bytea", "date", "uuid", "json", "jsonb", "xml", "character", "bpchar",
        "\"char\"", "oid", "xid", "cid", "xid8", "timestamp without time zone", "timestamp with time zone", "time without time zone", "time with time zone",
        "interval", "inet", "cidr", "macaddr", "macaddr8", "bit", "bit varying", "tsvector", "tsquery", "pg_lsn", "txid_snapshot", "pg_snapshot", "jsonpath",
        "point", "line", "lseg", "box", "path", "polygon", "circle", "aclitem", "tid", "int2vector", "oidvector", "pg_node_tree", "refcursor",
        "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange",
        "int4multirange", "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange",
        "regproc", "regprocedure", "regoper", "regoperator", "regclass", "regtype", "regrole", "regnamespace", "regconfig", "regdictionary", "regcollation",
    }.ToFrozenSet(StringComparer.Ordinal);
}
