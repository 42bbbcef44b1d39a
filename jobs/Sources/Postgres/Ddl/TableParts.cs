namespace Platform.Sources.Postgres.Ddl;

/// <summary>A constraint.</summary>
/// <param name="Name">Of the constraint.</param>
/// <param name="Type"><c>contype</c>: p, u, c, f, x, n or t.</param>
/// <param name="Definition"><c>pg_get_constraintdef</c>.</param>
/// <param name="Validated">False for NOT VALID.</param>
/// <param name="Inherited">It comes from a parent.</param>
/// <param name="Comment">Of the constraint.</param>
public sealed record ConstraintDdl(string Name, string Type, string Definition, bool Validated, bool Inherited, string? Comment);

/// <summary>An index.</summary>
/// <param name="Name">Of the index.</param>
/// <param name="Definition"><c>pg_get_indexdef</c>.</param>
/// <param name="Constraint">The constraint that made it; null = made by CREATE INDEX.</param>
/// <param name="Unique">It is unique.</param>
/// <param name="Primary">It is the primary key's.</param>
/// <param name="Clustered">The table was clustered by it.</param>
/// <param name="ReplicaIdentity">It is the table's replica identity.</param>
/// <param name="Comment">Of the index.</param>
public sealed record IndexDdl(
    string Name, string Definition, string? Constraint, bool Unique, bool Primary, bool Clustered, bool ReplicaIdentity, string? Comment);

/// <summary>A sequence that an identity or serial column owns, or that a default draws from.</summary>
/// <param name="Schema">Of the sequence.</param>
/// <param name="Name">Of the sequence.</param>
/// <param name="Column">The column that owns it or draws from it.</param>
/// <param name="Owned">Dropped with the column.</param>
/// <param name="Type"><c>bigint</c>, <c>integer</c> or <c>smallint</c>.</param>
/// <param name="Start">First value.</param>
/// <param name="Increment">Step.</param>
/// <param name="Minimum">Least value.</param>
/// <param name="Maximum">Greatest value.</param>
/// <param name="Cache">Values taken at once.</param>
/// <param name="Cycles">Starts again at its end.</param>
/// <param name="LastValue">At the time of reading, which is not the snapshot's: sequences know no transactions. Null = never used, or not readable.</param>
/// <param name="Grants">As <c>aclitem</c> texts; null = the defaults.</param>
/// <param name="NextValue">What it will give, where it has not been used since it was set (<c>RESTART</c>, <c>setval(…, false)</c>) and that is not its start; else null.</param>
/// <param name="IsUnused">It has given no value since it was made or set, and may be read; not kept.</param>
/// <param name="Persistence"><c>relpersistence</c>: u where it is unlogged (PostgreSQL 15); null = permanent.</param>
public sealed record SequenceDdl(
    string Schema, string Name, string? Column, bool Owned, string Type, long Start, long Increment, long Minimum, long Maximum, long Cache, bool Cycles, long? LastValue,
    IReadOnlyList<string>? Grants = null, long? NextValue = null, bool? IsUnused = null, string? Persistence = null);

/// <summary>One statement of a definition, over qualified names.</summary>
/// <param name="Phase"><c>before</c> rows come in, <c>after</c>, or <c>access</c>: with owner and grants.</param>
/// <param name="What">For people.</param>
/// <param name="Sql">Its text.</param>
public sealed record StatementDdl(string Phase, string What, string Sql);

/// <summary>A trigger.</summary>
/// <param name="Name">Of the trigger.</param>
/// <param name="Definition"><c>pg_get_triggerdef</c>.</param>
/// <param name="Enabled"><c>tgenabled</c>: O, D, R or A.</param>
public sealed record TriggerDdl(string Name, string Definition, string Enabled);

/// <summary>A row-level security policy.</summary>
/// <param name="Name">Of the policy.</param>
/// <param name="Command"><c>polcmd</c>: r, a, w, d or *.</param>
/// <param name="Permissive">Or restrictive.</param>
/// <param name="Roles">Empty = PUBLIC.</param>
/// <param name="Using">The USING expression.</param>
/// <param name="Check">The WITH CHECK expression.</param>
public sealed record PolicyDdl(string Name, string Command, bool Permissive, IReadOnlyList<string> Roles, string? Using, string? Check);

/// <summary>A partition or inheritance child at any depth.</summary>
/// <param name="Schema">Of the child.</param>
/// <param name="Name">Of the child.</param>
/// <param name="Parent">Its parent, qualified and quoted.</param>
/// <param name="Kind"><c>relkind</c>.</param>
/// <param name="Bound"><c>FOR VALUES …</c> or <c>DEFAULT</c>; null for an inheritance child.</param>
/// <param name="PartitionKey">Where it is partitioned itself.</param>
/// <param name="Indexes">Its own, which its parent has not; null = none, or not recorded.</param>
/// <param name="Constraints">Its own, which its parent has not; null = none, or not recorded.</param>
public sealed record ChildDdl(
    string Schema, string Name, string Parent, string Kind, string? Bound, string? PartitionKey, IReadOnlyList<IndexDdl>? Indexes = null, IReadOnlyList<ConstraintDdl>? Constraints = null);
