using Platform.Lake.Catalog;
using Platform.Registry.Entries;
using Platform.Registry.Times;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>path</c>: where a snapshot is, and how honest its time is.</summary>
internal sealed record PathAnswer(
    string Source, string Table, string SnapshotTime, string CapturedAt, double LatenessSeconds, bool Late, long Publication, string Attempt, long Rows, long Bytes, string Location)
{
    public static PathAnswer Of(Entry entry, Pointer pointer)
    {
        var parameters = pointer.Parameters;
        return new PathAnswer(
            entry.Source, entry.Name, parameters.SnapshotTime.ToString(),
            UtcText.Microseconds(parameters.CapturedAt),
            (parameters.CapturedAt - parameters.SnapshotTime.Value).TotalSeconds, parameters.Late, parameters.Publication, parameters.Attempt.ToString(),
            parameters.Rows, parameters.Bytes, pointer.Location.AbsoluteUri);
    }
}
