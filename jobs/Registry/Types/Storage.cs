namespace Platform.Registry.Types;

/// <summary>How the values of a column lie in memory; the same widths as Parquet's physical types.</summary>
public enum Storage
{
    /// <summary>One byte per value, 0 or 1.</summary>
    Boolean,

    /// <summary>32-bit signed: smallint, integer, date (days since 1970-01-01), decimal of precision 1..9 (unscaled).</summary>
    Int32,

    /// <summary>64-bit signed: bigint, oid, timestamps (micro- or milliseconds since 1970-01-01), decimal of precision 10..18.</summary>
    Int64,

    /// <summary>128-bit signed: decimal of precision 19..38 (unscaled).</summary>
    Int128,

    Float,

    Double,

    /// <summary>Variable length: UTF-8 text or bytes.</summary>
    Bytes,

    /// <summary>16 bytes in network order: uuid as its own logical type.</summary>
    Uuid,

    /// <summary>A list of one element type.</summary>
    List,

    /// <summary>Named fields.</summary>
    Struct,

    /// <summary>Text keys to text values.</summary>
    Map,
}
