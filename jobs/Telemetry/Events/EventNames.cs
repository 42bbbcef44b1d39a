namespace Platform.Telemetry.Events;

/// <summary>The events that whoever runs a job looks for. All others are said for people, who read them where they are written.</summary>
public static class EventNames
{
    /// <summary>How far a job has come.</summary>
    public const string Progress = "progress";

    /// <summary>An attempt of the process failed, and it tries again <c>in_seconds</c>.</summary>
    public const string Retrying = "retrying";

    /// <summary>Something worth knowing that is not wrong, as one sentence in <c>message</c>.</summary>
    public const string Notice = "notice";

    /// <summary>A part of a definition that is left out, in <c>what</c>.</summary>
    public const string LeftOut = "left-out";

    /// <summary>What was written is what was read; <c>against</c> says by which proof.</summary>
    public const string Proved = "proved";

    /// <summary>The last event of a snapshot that was published.</summary>
    public const string Published = "published";

    /// <summary>The last event of a snapshot that had been published before.</summary>
    public const string Skipped = "skipped";

    /// <summary>The last event of a snapshot of which nothing is kept.</summary>
    public const string Fresh = "fresh";

    /// <summary>The last event of a restore, verification or comparison that succeeded.</summary>
    public const string Done = "done";

    /// <summary>The last event of a job that failed.</summary>
    public const string Failed = "failed";

    /// <summary>Behind a fact's name: it says how many seconds a phase took.</summary>
    public const string SecondsSuffix = "_seconds";

    /// <summary>Whether a job has said how it ended; what it does afterwards (prune) changes nothing of that.</summary>
    public static bool IsVerdict(string name) => name is Published or Skipped or Fresh or Done or Failed;
}
