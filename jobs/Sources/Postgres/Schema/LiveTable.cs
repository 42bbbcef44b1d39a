using Platform.Registry.Entries;

namespace Platform.Sources.Postgres.Schema;

/// <summary>A table as <c>pg_catalog</c> describes it now.</summary>
public sealed record LiveTable
{
    public required uint Oid { get; init; }

    public required TableName Name { get; init; }

    public required TableKind Kind { get; init; }

    public required string Owner { get; init; }

    /// <summary>The role that reads, for the grants that messages ask for.</summary>
    public required string Role { get; init; }

    public string? Comment { get; init; }

    /// <summary>In the order of <c>attnum</c>, dropped columns left out.</summary>
    public required IReadOnlyList<LiveColumn> Columns { get; init; }

    /// <summary>Unique indexes, the primary key first.</summary>
    public required IReadOnlyList<LiveIndex> Indexes { get; init; }

    /// <summary>The relations that hold its rows, by size descending; empty for a view.</summary>
    public required IReadOnlyList<LiveLeaf> Leaves { get; init; }

    /// <summary>False for a materialized view that was made WITH NO DATA and never refreshed: it cannot be read.</summary>
    public bool IsPopulated { get; init; } = true;

    /// <summary>The role has USAGE on the schema.</summary>
    public required bool SchemaUsable { get; init; }

    /// <summary>Row-level security is enabled on the table.</summary>
    public required bool RowSecurityEnabled { get; init; }

    /// <summary>A policy would filter what this role reads.</summary>
    public required bool RowSecurityFilters { get; init; }

    /// <summary>Fraction digits of money in this database (<c>lc_monetary</c>); null where no column is money.</summary>
    public int? MoneyScale { get; init; }

    /// <summary>Bytes of a block, <c>block_size</c>: 8,192 unless the server was built otherwise.</summary>
    public required int BlockSize { get; init; }

    /// <summary>The server's major version, such as 15.</summary>
    public required int ServerVersion { get; init; }

    /// <summary>
    /// A token of everything that must not change between planning and reading: columns, types, storage files, leaves. Equal tokens under
    /// the exported snapshot and under the lock mean that no TRUNCATE, rewrite or change of columns came between.
    /// </summary>
    public required string Shape { get; init; }

    /// <summary>Bytes of all leaves.</summary>
    public long Bytes => Leaves.Sum(l => l.Bytes);

    public LiveIndex? PrimaryKey => Indexes.FirstOrDefault(i => i.Primary);

    public LiveColumn? Find(string column) => Columns.FirstOrDefault(c => c.Name == column);
}
