namespace Platform.Operator.Answers;

/// <summary>The answer of <c>rollback</c>; publication is null where readers saw the attempt already, together names the table's other outputs and the other tables of the group.</summary>
internal sealed record RollbackAnswer(string Source, string Table, string SnapshotTime, string Attempt, string? Replaced, long? Publication, IReadOnlyList<string> Together, string Location, bool LatestFollowed, string? LatestShows)
{
    public void Write(TextWriter text)
    {
        text.WriteLine(Publication is null
            ? $"Readers of {Source}/{Table} {SnapshotTime} see attempt {Attempt} already."
            : $"Readers of {Source}/{Table} {SnapshotTime} see attempt {Attempt} again{(Replaced is null ? "" : $" instead of {Replaced}")} (publication {Publication}).");
        if (Together.Count > 0) text.WriteLine($"With it goes what was published together with it: {string.Join(", ", Together)}.");
        text.WriteLine(LatestFollowed ? "_latest shows it." : $"_latest stays at {LatestShows ?? "nothing"}.");
        text.WriteLine(Location);
    }
}
