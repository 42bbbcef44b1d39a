using System.Text;

namespace Platform.Registry.Yaml;

/// <summary>A configured value inside a message: one line, of bounded length.</summary>
internal static class Shown
{
    private const int MaxLength = 60;

    /// <summary>A value: at most 60 characters.</summary>
    public static string Text(string text) => Line(text, MaxLength);

    /// <summary>A sentence that quotes values: one line.</summary>
    public static string Line(string text, int maxLength = 400)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= maxLength) return shown.Append('…').ToString();
            if (Rune.IsControl(rune)) shown.Append(' ');
            else shown.Append(rune);
        }
        return shown.ToString();
    }
}
