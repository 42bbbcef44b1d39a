using System.Text.Json;

namespace Platform.Sources.Postgres.Ddl;

/// <summary>
/// All of a table's definition that the server holds, so that a later release can make it again from the manifest alone. Names are unquoted, types and
/// expressions are SQL with qualified names, as the server writes them under <c>search_path=pg_catalog</c>.
/// </summary>
public sealed record TableDdl
{
    public required string ServerVersion { get; init; }

    public required string Schema { get; init; }

    public required string Name { get; init; }

    /// <summary><c>relkind</c>: r, p, v, m or f.</summary>
    public required string Kind { get; init; }

    /// <summary><c>relpersistence</c>: p, u or t.</summary>
    public required string Persistence { get; init; }

    public required string Owner { get; init; }

    public string? Comment { get; init; }

    public string? AccessMethod { get; init; }

    public string? Tablespace { get; init; }

    /// <summary>Storage options such as <c>fillfactor=70</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary><c>relreplident</c>: d, n, f or i.</summary>
    public string? ReplicaIdentity { get; init; }

    public bool RowSecurity { get; init; }

    public bool ForceRowSecurity { get; init; }

    /// <summary>Grants as <c>aclitem</c> texts; null = the defaults.</summary>
    public IReadOnlyList<string>? Grants { get; init; }

    /// <summary>Query of a view or materialized view.</summary>
    public string? View { get; init; }

    /// <summary><c>pg_get_partkeydef</c>, such as <c>RANGE (created_at)</c>.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>Bound of this table where it is itself a partition.</summary>
    public string? PartitionBound { get; init; }

    public required IReadOnlyList<ColumnDdl> Columns { get; init; }

    public IReadOnlyList<ConstraintDdl> Constraints { get; init; } = [];

    public IReadOnlyList<IndexDdl> Indexes { get; init; } = [];

    public IReadOnlyList<SequenceDdl> Sequences { get; init; } = [];

    public IReadOnlyList<TriggerDdl> Triggers { get; init; } = [];

    public IReadOnlyList<PolicyDdl> Policies { get; init; } = [];

    /// <summary>All partitions and inheritance children, parents before children.</summary>
    public IReadOnlyList<ChildDdl> Children { get; init; } = [];

    /// <summary><c>pg_get_statisticsobjdef</c> of extended statistics.</summary>
    public IReadOnlyList<string> Statistics { get; init; } = [];

    /// <summary>Types that columns need and the server does not bring itself, in the order in which they can be made.</summary>
    public IReadOnlyList<TypeDdl> Types { get; init; } = [];

    /// <summary>
    /// What there is no field for here, of the table and of its partitions, in the order in which it can be set. None in manifests of earlier releases: what JSON
    /// lacks is set to null by code that is generated for it, whatever the initializer.
    /// </summary>
    public IReadOnlyList<StatementDdl> Further { get => field ?? []; init; }

    /// <summary>What it is a partition of, or inherits from; qualified and quoted. None in manifests of earlier releases.</summary>
    public IReadOnlyList<string> Parents { get => field ?? []; init; }

    /// <summary>The composite type of a table that was made <c>OF</c> one; qualified and quoted.</summary>
    public string? OfType { get; init; }

    /// <summary>For the manifest, which carries it as it is.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, DdlJson.Default.TableDdl);

    /// <summary>From a manifest.</summary>
    /// <exception cref="JsonException">The element is no such definition.</exception>
    public static TableDdl FromJson(JsonElement json) =>
        json.Deserialize(DdlJson.Default.TableDdl) ?? throw new JsonException("The definition of a table is null.");
}
