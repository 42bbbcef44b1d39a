namespace Platform.Operator.Answers;

/// <summary>The answer of <c>rollback</c>; publication is null where readers saw the attempt already.</summary>
internal sealed record RollbackAnswer(string Source, string Table, string SnapshotTime, string Attempt, string? Replaced, long? Publication, string Location, bool LatestFollowed, string? LatestShows)
{
    public void Write(TextWriter text)
    {
        text.WriteLine(Publication is null
            ? $"Readers of {Source}/{Table} {SnapshotTime} see attempt {Attempt} already."
            : $"Readers of {Source}/{Table} {SnapshotTime} see attempt {Attempt} again{(Replaced is null ? "" : $" instead of {Replaced}")} (publication {Publication}).");
        text.WriteLine(LatestFollowed ? "_latest shows it." : $"_latest stays at {LatestShows ?? "nothing"}.");
        text.WriteLine(Location);
    }
}
