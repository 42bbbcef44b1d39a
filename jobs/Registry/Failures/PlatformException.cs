using System.Globalization;
using System.Text;

namespace Platform.Registry.Failures;

/// <summary>
/// The one error type: it knows its stage, the exit code it leads to, whether it may be retried, and what to do next.
/// It never carries a cell value, a secret or a connection string.
/// </summary>
public sealed class PlatformException : Exception
{
    public PlatformException(Stage stage, ExitCode exitCode, string message, string? hint = null, Exception? inner = null)
        : base(message, inner)
    {
        Stage = stage;
        ExitCode = exitCode;
        Hint = hint;
    }

    public Stage Stage { get; }

    public ExitCode ExitCode { get; }

    /// <summary>What to do next, as a sentence; null where nothing can be said.</summary>
    public string? Hint { get; }

    /// <summary>A stable kebab-case name of the kind of error for logs, ledger and alarms, such as <c>schema-drift</c>.</summary>
    public string Kind { get; init; } = "error";

    /// <summary>True where the same attempt may succeed if it is made again; decides between retry and exit.</summary>
    public bool Retryable => ExitCode == ExitCode.TryAgain;

    public string? SourceName { get; init; }

    public string? Table { get; init; }

    public string? Column { get; init; }

    /// <summary>1-based number of the row in the stream it was read from.</summary>
    public long? RowNumber { get; init; }

    /// <summary>0-based byte offset in the file or stream.</summary>
    public long? Offset { get; init; }

    /// <summary>The mistakes of a configuration error, by file and position; empty for every other kind.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; init; } = [];

    /// <summary>
    /// The message with the column and row it is about, for readers who have source and table beside it and these not: ledger, log and status.
    /// A column that the message itself names is not said twice.
    /// </summary>
    public string Located()
    {
        var place = new List<string>();
        if (Column is not null && (RowNumber is not null || !Message.Contains(Column, StringComparison.Ordinal))) place.Add($"column {Column}");
        if (RowNumber is { } row) place.Add(string.Create(CultureInfo.InvariantCulture, $"row {row}"));
        if (Offset is { } offset) place.Add(string.Create(CultureInfo.InvariantCulture, $"offset {offset}"));
        return place.Count == 0 ? Message : $"{string.Join(", ", place)}: {Message}";
    }

    /// <summary>The whole sentence for a person: subject, message and hint.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        if (SourceName is not null) text.Append(SourceName);
        if (Table is not null) text.Append(text.Length > 0 ? "/" : "").Append(Table);
        if (Column is not null) text.Append(text.Length > 0 ? ", column " : "column ").Append(Column);
        if (RowNumber is { } row) text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? ", " : "")}row {row}");
        if (Offset is { } offset) text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? ", " : "")}offset {offset}");
        if (text.Length > 0) text.Append(": ");
        text.Append(Message);
        if (Hint is not null) text.Append('\n').Append("hint: ").Append(Hint);
        return text.ToString();
    }
}
