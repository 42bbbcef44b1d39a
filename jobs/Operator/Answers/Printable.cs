using System.Globalization;
using System.Text;

namespace Platform.Operator.Answers;

/// <summary>
/// Names come from databases, and may hold whatever PostgreSQL takes: a line break would tear a table apart, an escape sequence would speak to
/// the terminal. Both are shown as escapes instead.
/// </summary>
internal static class Printable
{
    /// <summary>The text with every control character, line separator and direction override as its escape, such as <c>\n</c> or <c>\u001b</c>.</summary>
    /// <param name="text">One line.</param>
    public static string Text(string text) => text.All(IsPrintable) ? text : Escaped(text);

    /// <summary>The same for a text of several lines, whose line feeds stay.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Text));

    private static string Escaped(string text)
    {
        var shown = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (IsPrintable(c)) shown.Append(c);
            else if (c == '\n') shown.Append("\\n");
            else if (c == '\t') shown.Append("\\t");
            else if (c == '\r') shown.Append("\\r");
            else shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return shown.ToString();
    }

    private static bool IsPrintable(char c) =>
        !char.IsControl(c) && c is not ('\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
}
