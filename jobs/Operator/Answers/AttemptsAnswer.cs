using Platform.Ledger.Reading;
using Platform.Operator.Progress;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>rollback --list</c>: the attempts at one snapshot, in their order.</summary>
internal sealed record AttemptsAnswer(string Source, string Table, string SnapshotTime, IReadOnlyList<AttemptRow> Attempts)
{
    public void Write(TextWriter text)
    {
        if (Attempts.Count == 0)
        {
            text.WriteLine($"{Source}/{Table} {SnapshotTime} was never tried.");
            return;
        }

        var table = new TextTable("attempt", "number", "status", "captured at", "rows", "bytes", "error").Right(1, 4, 5);
        foreach (var attempt in Attempts)
        {
            table.Add(
                attempt.Attempt, $"{attempt.Number}", attempt.Status, attempt.CapturedAt ?? "-", attempt.Rows is { } rows ? Quantity.Rows(rows) : "-",
                attempt.Bytes is { } bytes ? Quantity.Bytes(bytes) : "-", attempt.Error ?? "");
        }

        table.Write(text);
    }
}

/// <summary>One attempt; <c>replaced</c> ones can be published again.</summary>
internal sealed record AttemptRow(string Attempt, int Number, string Status, string? CapturedAt, long? Rows, long? Bytes, string? Location, string? Error)
{
    public static AttemptRow Of(AttemptStatus attempt) => new(
        attempt.AttemptId, attempt.Number, attempt.Status, StatusRow.Time(attempt.CapturedAt),
        attempt.Rows, attempt.Bytes, attempt.Location, attempt.ErrorMessage);
}
