namespace Platform.Operator.Answers;

/// <summary>The answer of <c>latest</c>: what <c>_latest</c> of a table shows.</summary>
internal sealed record LatestAnswer(string Source, string Table, string SnapshotTime, bool Pinned, string CapturedAt, bool Late, string Attempt, long Rows, string Location)
{
    public void Write(TextWriter text) => text.WriteLine(Pinned
        ? $"_latest of {Source}/{Table} is pinned to {SnapshotTime}; later snapshots leave it until ./platform latest {Source}/{Table} --unpin"
        : $"_latest of {Source}/{Table} shows {SnapshotTime} and follows the newest.");
}
