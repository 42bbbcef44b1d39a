namespace Platform.Sources.Postgres.Decoding;

/// <summary>How a column's values arrive in COPY BINARY: PostgreSQL's names of the send functions' formats.</summary>
public enum WireType
{
    Bool,
    Int2,
    Int4,
    Int8,

    /// <summary>Unsigned 32-bit: oid, xid, cid.</summary>
    Oid,

    Float4,
    Float8,
    Numeric,

    /// <summary>money: a 64-bit count of the smallest unit.</summary>
    Money,

    /// <summary>UTF-8 bytes as they are: text, varchar, bpchar, name, citext, json, enum, and everything cast to text in the SELECT list.</summary>
    Text,

    /// <summary>jsonb: a version byte 1, then UTF-8 text.</summary>
    Jsonb,

    Bytea,
    Uuid,
    Date,
    Timestamp,
    Timestamptz,

    /// <summary>A one-dimensional array; the element has a wire type of its own.</summary>
    Array,

    /// <summary>A row of any type: its columns have wire types of their own.</summary>
    Record,
}
