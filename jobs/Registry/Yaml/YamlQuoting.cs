using System.Buffers;
using System.Globalization;
using System.Text;

namespace Platform.Registry.Yaml;

/// <summary>Text as a YAML scalar that every reader, of YAML 1.1 or 1.2, takes for that text, in block and in flow context.</summary>
internal static class YamlQuoting
{
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-() ");

    /// <summary>What some version of YAML reads as a boolean or null, in any case.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "y", "n", "yes", "no", "on", "off", "true", "false", "null" };

    public static string Quote(string text) => IsPlain(text) ? text : DoubleQuoted(text);

    /// <summary>Starts with a letter or underscore, so that it is no number, date or indicator, and holds nothing that YAML could take for syntax.</summary>
    private static bool IsPlain(string text) =>
        text.Length is > 0 and <= 200
        && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text[^1] != ' '
        && !text.AsSpan().ContainsAnyExcept(PlainCharacters)
        && !Words.Contains(text);

    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"': quoted.Append("\\\""); break;
                case '\\': quoted.Append("\\\\"); break;
                case '\n': quoted.Append("\\n"); break;
                case '\r': quoted.Append("\\r"); break;
                case '\t': quoted.Append("\\t"); break;
                case var code when IsShown(rune): quoted.Append(rune); break;
                case <= 0xFF and var code: quoted.Append(CultureInfo.InvariantCulture, $"\\x{code:X2}"); break;
                case <= 0xFFFF and var code: quoted.Append(CultureInfo.InvariantCulture, $"\\u{code:X4}"); break;
                case var code: quoted.Append(CultureInfo.InvariantCulture, $"\\U{code:X8}"); break;
            }
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>Everything with a glyph stays readable; controls, other spaces, format characters and unassigned code points are escaped.</summary>
    private static bool IsShown(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
}
