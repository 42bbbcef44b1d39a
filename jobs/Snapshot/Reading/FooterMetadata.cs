using Platform.Registry.Times;
using Platform.Snapshot.Flow;
using Platform.Sources.Postgres.Session;

namespace Platform.Snapshot.Reading;

/// <summary>The key-value pairs in every file's footer: a file found alone says what it is. Never a value, a minimum or a secret.</summary>
internal static class FooterMetadata
{
    public static IReadOnlyList<KeyValuePair<string, string>> For(
        string stack, TableAttempt attempt, string fingerprint, DatabaseSnapshot snapshot, ServerFacts server)
    {
        var (task, entry) = (attempt.Task, attempt.Task.Entry);
        var pairs = new List<KeyValuePair<string, string>>
        {
            new("platform.version", ProgramVersion.Text),
            new("platform.stack", stack),
            new("platform.source", entry.Source),
            new("platform.table", entry.Table.ToString()),
            new("platform.snapshot_time", task.Time.ToString()),
            new("platform.captured_at", UtcText.Microseconds(snapshot.CapturedAt)),
            new("platform.attempt", attempt.Id.ToString()),
            new("platform.entry", task.EntryHash),
            new("platform.schema_fingerprint", fingerprint),
            new("platform.snapshot_id", snapshot.Id),
        };
        if (snapshot.Lsn.Value is { } lsn) pairs.Add(new("platform.lsn", lsn));
        if (server.SystemIdentifier.Value is { } system) pairs.Add(new("platform.system_identifier", system));
        if (task.Group is { } group) pairs.Add(new("platform.group", group));
        if (!task.IsMain) pairs.Add(new("platform.output", entry.OutputName));
        return pairs;
    }
}
