using System.Globalization;

namespace Platform.Registry.Failures;

/// <summary>One mistake in a configuration file.</summary>
/// <param name="File">As the user gave its directory, so that an editor opens it.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="Hint">What to write instead; null where the message says it.</param>
public sealed record Mistake(string File, int Line, int Column, string Message, string? Hint = null) : IComparable<Mistake>
{
    public int CompareTo(Mistake? other)
    {
        if (other is null) return 1;
        var order = string.CompareOrdinal(File, other.File);
        if (order == 0) order = Line.CompareTo(other.Line);
        if (order == 0) order = Column.CompareTo(other.Column);
        return order == 0 ? string.CompareOrdinal(Message, other.Message) : order;
    }

    /// <summary><c>file:line:column: message</c>, and the hint in parentheses.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}{(Hint is null ? "" : $" ({Hint})")}");
}
