namespace Platform.Sources.Postgres.Schema;

/// <summary>What a type is after domains are resolved: <c>pg_type.typtype</c>, with true arrays told apart.</summary>
public enum TypeKind
{
    Base,
    Enum,
    Composite,
    Range,
    Multirange,

    /// <summary>A true array, the <c>typarray</c> of its element; int2vector and oidvector are <see cref="Base"/>.</summary>
    Array,

    /// <summary>anyarray and the like, which only system catalogs hold.</summary>
    Pseudo,
}
