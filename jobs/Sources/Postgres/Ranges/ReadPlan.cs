namespace Platform.Sources.Postgres.Ranges;

/// <summary>How a table is read: streams that run side by side, each reading its ranges in turn on one connection.</summary>
/// <param name="Streams">1 to <c>parallel</c> streams; together their ranges cover every row exactly once under one snapshot.</param>
/// <param name="Notice">Why fewer streams than asked for are used; null where they are not.</param>
public sealed record ReadPlan(IReadOnlyList<IReadOnlyList<ReadRange>> Streams, string? Notice)
{
    /// <summary>Estimate of the bytes to be read.</summary>
    public long Bytes => Streams.Sum(s => s.Sum(r => r.Bytes));
}
