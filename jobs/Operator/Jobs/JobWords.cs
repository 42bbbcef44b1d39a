namespace Platform.Operator.Jobs;

/// <summary>What a job has said so far, line by line: events, and words of the runtime or of a library.</summary>
internal sealed class JobWords
{
    private readonly Dictionary<string, JobEvent> events = new(StringComparer.Ordinal);
    private readonly List<string> notices = [];
    private readonly Queue<string> words = new();

    /// <summary>The last event of each name.</summary>
    public IReadOnlyDictionary<string, JobEvent> Events => events;

    public IReadOnlyList<string> Notices => notices;

    /// <summary>The last words that are not events.</summary>
    public IReadOnlyCollection<string> Words => words;

    /// <summary>Takes a line in; null where it is not an event.</summary>
    public JobEvent? Hear(string line)
    {
        if (JobEvent.Parse(line) is { } said)
        {
            events[said.Name] = said;
            if (said.Name == "notice" && said.Text("message") is { } notice) notices.Add(notice);
            return said;
        }

        if (words.Count == JobFailure.KeptLines) words.Dequeue();
        words.Enqueue(line);
        return null;
    }

    /// <summary>A job that is tried again begins anew: only its last attempt counts.</summary>
    public void Forget()
    {
        events.Clear();
        notices.Clear();
        words.Clear();
    }
}
