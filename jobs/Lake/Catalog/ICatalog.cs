using Platform.Registry.Entries;

namespace Platform.Lake.Catalog;

/// <summary>
/// How readers find files: one partition per snapshot time, and a <c>_latest</c> table. The catalog follows decisions of the ledger; it makes none.
/// <para>Every call may be repeated with the same values by any process, any number of times. Errors are
/// <see cref="Registry.Failures.PlatformException"/>: 75 after retries inside, <c>table-missing</c> and <c>lake-permission</c> are permanent. A cancelled call may
/// have taken effect; reading back tells.</para>
/// <para>Any number of callers at once. There is nothing to dispose.</para>
/// </summary>
public interface ICatalog
{
    /// <summary>
    /// True where <see cref="PutPartitionAsync"/> compares publication numbers and writes as one step, so that a process that was frozen for any time
    /// cannot put an old pointer. False for Glue: there a replacement must wait until earlier senders' requests have expired.
    /// </summary>
    bool ComparesPublications { get; }

    /// <summary>True where readers read each partition by columns that were copied onto it, so that a change of the table's columns has to be copied again.</summary>
    bool CopiesColumns => false;

    /// <summary>
    /// The same catalog for one round of requests that all count as sent at that moment, however late they leave. A catalog that cannot compare publications signs them for
    /// it, and refuses what arrives more than five minutes after: a process that was frozen in between cannot put an old pointer.
    /// </summary>
    ICatalog SignedAt(DateTimeOffset moment) => this;

    /// <summary>Where tables are deployed by infrastructure, that this one is: asked before a source is read for nothing.</summary>
    /// <exception cref="Registry.Failures.PlatformException"><c>table-missing</c>.</exception>
    Task CheckDeployedAsync(TableIdentifier table, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Makes sure that the table exists with these columns; where tables are deployed by infrastructure, only checks it.</summary>
    Task EnsureTableAsync(TableDefinition definition, CancellationToken cancellation);

    /// <summary>Null where the table does not exist.</summary>
    Task<TableDefinition?> GetTableAsync(TableIdentifier table, CancellationToken cancellation);

    /// <summary>Null where there is no partition for the snapshot time.</summary>
    Task<Pointer?> GetPartitionAsync(TableIdentifier table, SnapshotTime time, CancellationToken cancellation);

    /// <summary>Creates or replaces the partition of the pointer's snapshot time.</summary>
    /// <exception cref="Registry.Failures.PlatformException">
    /// <c>publication-superseded</c>, where <see cref="ComparesPublications"/>: a higher publication is or was there. <c>table-missing</c>.
    /// </exception>
    Task PutPartitionAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation);

    /// <summary>Puts pointers of partitions that are there, with other columns, where <see cref="CopiesColumns"/>; a partition that is gone stays so.</summary>
    Task RewritePartitionsAsync(TableIdentifier table, IReadOnlyCollection<Pointer> pointers, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>All partitions, in order of snapshot time.</summary>
    Task<IReadOnlyList<Pointer>> ListPartitionsAsync(TableIdentifier table, CancellationToken cancellation);

    /// <summary>Removes partitions, not files; times without a partition are no error.</summary>
    Task RemovePartitionsAsync(TableIdentifier table, IReadOnlyCollection<SnapshotTime> times, CancellationToken cancellation);

    /// <summary>
    /// Removes the partition of one snapshot time unless a higher publication than <paramref name="publication"/> is there, and where <see cref="ComparesPublications"/> remembers
    /// that number, so that no lower one comes back. None there is no error.
    /// </summary>
    async Task RemovePartitionAsync(TableIdentifier table, SnapshotTime time, long publication, CancellationToken cancellation)
    {
        var shown = await GetPartitionAsync(table, time, cancellation).ConfigureAwait(false);
        if (shown is not null && shown.Parameters.Publication < publication) await RemovePartitionsAsync(table, [time], cancellation).ConfigureAwait(false);
    }

    /// <summary>What <c>_latest</c> shows; null before the first publication.</summary>
    Task<Pointer?> GetLatestAsync(TableIdentifier table, CancellationToken cancellation);

    /// <summary>
    /// Points <c>_latest</c> at the pointer if that is forward: a later snapshot time, or the same one with an equal or higher publication number.
    /// Creates the <c>_latest</c> table where it is missing. <see cref="LatestRule"/> decides; a pinned one stays.
    /// </summary>
    Task<LatestMove> MoveLatestAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation);

    /// <summary>Points <c>_latest</c> at the pointer whatever it shows: a person pins or unpins it. Creates the <c>_latest</c> table where it is missing.</summary>
    Task SetLatestAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation);
}
