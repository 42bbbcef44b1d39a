namespace Platform.Judges;

/// <summary>Readers of other makers.</summary>
public enum Judge
{
    /// <summary>DuckDB, npm @duckdb/node-api.</summary>
    DuckDb,

    /// <summary>hyparquet, npm: a reader written from the specification alone.</summary>
    Hyparquet,

    /// <summary>avsc, npm: a reader of Avro.</summary>
    Avsc,
}
