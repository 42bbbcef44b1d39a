using Platform.Telemetry.Events;

namespace Platform.Operator.Jobs;

/// <summary>What a job has said so far, line by line: events, and words of the runtime or of a library.</summary>
internal sealed class JobWords
{
    private readonly Dictionary<string, JobEvent> _events = new(StringComparer.Ordinal);
    private readonly List<string> _notices = [];
    private readonly Queue<string> _words = new();

    /// <summary>The last event of each name.</summary>
    public IReadOnlyDictionary<string, JobEvent> Events => _events;

    public IReadOnlyList<string> Notices => _notices;

    /// <summary>The last words that are not events.</summary>
    public IReadOnlyCollection<string> Words => _words;

    /// <summary>Takes a line in; null where it is not an event.</summary>
    public JobEvent? Hear(string line)
    {
        if (JobEvent.Parse(line) is { } said)
        {
            _events[said.Name] = said;
            if (said.Name == EventNames.Notice && said.Text("message") is { } notice) _notices.Add(notice);
            if (said.Name == EventNames.LeftOut && said.Text("what") is { } part) _notices.Add($"left out: {part}");
            return said;
        }

        if (_words.Count == JobFailure.KeptLines) _words.Dequeue();
        _words.Enqueue(line);
        return null;
    }

    /// <summary>A job that is tried again begins anew: only its last attempt counts.</summary>
    public void Forget()
    {
        _events.Clear();
        _notices.Clear();
        _words.Clear();
    }
}
